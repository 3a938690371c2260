extension Unicode.Scalar {
    /// Whether a character steers a terminal, forges a line or changes the order in which one is read: controls (C0, DEL,
    /// C1), the separators of lines and paragraphs, and what is for formatting alone, such as the marks of direction.
    package var steers: Bool {
        switch value {
        case 0x20..<0x7F: false
        case 0..<0x20, 0x7F..<0xA0: true
        default: Self.steers(properties.generalCategory)
        }
    }

    private static func steers(_ category: Unicode.GeneralCategory) -> Bool {
        switch category {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}

extension String {
    /// JSON for a terminal: what would steer it is escaped inside its texts; line ends between them stay.
    package var jsonWithoutSteering: String {
        guard unicodeScalars.contains(where: { $0.steers && $0 != "\n" }) else { return self }
        var bytes: [UInt8] = []
        for scalar in unicodeScalars {
            if scalar.steers, scalar != "\n" {
                EscapedText.append(String(scalar), to: &bytes)
            } else {
                bytes += Array(String(scalar).utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text with a `?` for each character that steers.
    package var withoutSteering: String {
        guard unicodeScalars.contains(where: \.steers) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0.steers ? "?" : $0 }))
    }
}
