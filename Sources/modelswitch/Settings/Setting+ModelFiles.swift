import ModelFormats

extension Setting {
    /// How much a model file may ask for; flags would be too many, so these are set by environment or file.
    static let modelFiles: [Setting] = [
        Setting(
            name: "MODEL_FILE_BYTES",
            help: "Bytes that a model file may have.",
            defaultValue: "2147483648"
        ),
        Setting(
            name: "MODEL_INFLATED_BYTES",
            help: "Bytes that a compressed model file may unfold to.",
            defaultValue: "2147483648"
        ),
        Setting(
            name: "MODEL_INFLATION_RATIO",
            help: "How many times its size a compressed model file may unfold to, beyond 16 MiB.",
            defaultValue: "200"
        ),
        Setting(
            name: "MODEL_INFLATION_MEMORY_BYTES",
            help: "Bytes of working memory that unfolding may take.",
            defaultValue: "134217728"
        ),
        Setting(
            name: "PICKLE_OPERATIONS",
            help: "Instructions that a pickle may have.",
            defaultValue: "50000000"
        ),
        Setting(
            name: "PICKLE_VALUES",
            help: "Values that a pickle may make.",
            defaultValue: "20000000"
        ),
        Setting(
            name: "PICKLE_DEPTH",
            help: "Levels of values inside values, at most 250.",
            defaultValue: "128"
        ),
        Setting(
            name: "PICKLE_STACK_ENTRIES",
            help: "Entries on a pickle's stack.",
            defaultValue: "1000000"
        ),
        Setting(
            name: "PICKLE_MEMO_ENTRIES",
            help: "Entries in a pickle's memo.",
            defaultValue: "8000000"
        ),
        Setting(
            name: "PICKLE_ARRAY_BYTES",
            help: "Bytes of all arrays of a pickle together.",
            defaultValue: "4294967296"
        ),
        Setting(
            name: "PICKLE_NESTING",
            help: "Pickles inside pickles.",
            defaultValue: "4"
        ),
    ]
}

extension ModelFileLimits {
    /// - Throws: ``SettingError`` for the first limit that cannot be used.
    init(_ reader: SettingReader) throws {
        self.init()
        fileBytes = try reader.positive("MODEL_FILE_BYTES")
        inflatedBytes = try reader.positive("MODEL_INFLATED_BYTES")
        inflationRatio = try reader.positive("MODEL_INFLATION_RATIO")
        inflationMemoryBytes = try reader.positive("MODEL_INFLATION_MEMORY_BYTES")
        operations = try reader.positive("PICKLE_OPERATIONS")
        values = try reader.positive("PICKLE_VALUES")
        depth = try reader.positive("PICKLE_DEPTH")
        stackEntries = try reader.positive("PICKLE_STACK_ENTRIES")
        memoEntries = try reader.positive("PICKLE_MEMO_ENTRIES")
        arrayBytes = try reader.positive("PICKLE_ARRAY_BYTES")
        nesting = try reader.positive("PICKLE_NESTING")
        guard depth <= 250 else { throw SettingError(name: "PICKLE_DEPTH", value: "\(depth)", expected: "1 to 250") }
    }

    /// The limits that the environment sets, for commands without a configuration file.
    init(environment: [String: String]) throws {
        try self.init(SettingReader(SettingSources(flags: [:], environment: environment, file: nil)))
    }
}
