import JSONText

/// Collects the members of a request while the cursor passes over them.
struct InferDocumentReader {
    private(set) var id: String?
    private(set) var parameters = InferParameters()
    private(set) var inputs: [InferInput]?
    private(set) var outputs: [(name: String, parameters: InferParameters)] = []
    /// What is wrong with JSON that could be read.
    private(set) var fault: OpenInferenceError?

    /// A model has one input and a few outputs; each costs more than the bytes that name it.
    private static let tensorLimit = 1024

    mutating func read(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) {
        var seen: Set<String> = []
        try cursor.readObject { (name, cursor) throws(JSONCursor.Failure) in
            guard Self.members.contains(name) else { return try cursor.skipValue() }
            guard seen.insert(name).inserted else { throw fail(cursor, "'\(name)' is given twice") }
            try readMember(name, &cursor)
        }
        try cursor.requireEnd()
    }

    private static let members: Set = ["id", "parameters", "inputs", "outputs"]

    private mutating func readMember(_ name: String, _ cursor: inout JSONCursor) throws(JSONCursor.Failure) {
        switch name {
        case "id": id = cursor.takeLiteral("null") ? nil : try cursor.readString()
        case "parameters": parameters = try readParameters(&cursor)
        case "outputs" where cursor.takeLiteral("null"): return
        case "inputs":
            var read: [InferInput] = []
            try cursor.readArray { (cursor) throws(JSONCursor.Failure) in
                guard read.count < Self.tensorLimit else { throw fail(cursor, "there are too many inputs") }
                read.append(try readInput(&cursor))
            }
            inputs = read
        default:
            try cursor.readArray { (cursor) throws(JSONCursor.Failure) in
                guard outputs.count < Self.tensorLimit else { throw fail(cursor, "there are too many outputs") }
                let output = try readOutput(&cursor)
                outputs.append(output)
            }
        }
    }

    private mutating func readParameters(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) -> InferParameters {
        var parameters = InferParameters()
        // Some clients write out what they leave open.
        if cursor.takeLiteral("null") { return parameters }
        try cursor.readObject { (name, cursor) throws(JSONCursor.Failure) in
            guard let problem = try parameters.read(name, &cursor) else { return }
            fault = problem
            throw cursor.unexpected("another parameter")
        }
        return parameters
    }

    private mutating func readOutput(
        _ cursor: inout JSONCursor
    ) throws(JSONCursor.Failure) -> (name: String, parameters: InferParameters) {
        var name: String?
        var parameters = InferParameters()
        try cursor.readObject { (member, cursor) throws(JSONCursor.Failure) in
            switch member {
            case "name": name = try cursor.readString()
            case "parameters": parameters = try readParameters(&cursor)
            default: try cursor.skipValue()
            }
        }
        guard let name else { throw fail(cursor, "an output has no 'name'") }
        return (name, parameters)
    }

    // MARK: - Inputs

    private static let inputMembers: Set = ["name", "datatype", "shape", "parameters", "data"]

    private mutating func readInput(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) -> InferInput {
        var input = InferInput()
        var seen: Set<String> = []
        // The data may stand before what says how to read it.
        var postponed: JSONCursor?
        try cursor.readObject { (name, cursor) throws(JSONCursor.Failure) in
            guard Self.inputMembers.contains(name) else { return try cursor.skipValue() }
            guard seen.insert(name).inserted else { throw fail(cursor, "an input has '\(name)' twice") }
            switch name {
            case "name": input.name = try cursor.readString()
            case "datatype": input.datatypeName = try cursor.readString()
            case "shape": input.shape = try readShape(&cursor)
            case "parameters": input.parameters = try readParameters(&cursor)
            case "data" where input.isDescribed: try readData(&cursor, into: &input)
            default:
                postponed = cursor
                try cursor.skipValue()
            }
        }
        if var postponed { try readData(&postponed, into: &input) }
        return input
    }

    private mutating func readShape(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) -> [Int] {
        var shape: [Int] = []
        try cursor.readArray { (cursor) throws(JSONCursor.Failure) in
            guard let length = Int(exactly: try cursor.readNumber()), length >= 0, shape.count < 8 else {
                throw fail(cursor, "a shape is no list of at most 8 whole numbers of at least 0")
            }
            shape.append(length)
        }
        return shape
    }

    private mutating func readData(
        _ cursor: inout JSONCursor,
        into input: inout InferInput
    ) throws(JSONCursor.Failure) {
        let reader: TensorDataReader
        do throws(OpenInferenceError) {
            reader = try TensorDataReader(input)
        } catch {
            fault = error
            throw cursor.unexpected("another tensor")
        }
        input.data = try reader.read(&cursor)
    }

    private mutating func fail(_ cursor: JSONCursor, _ message: String) -> JSONCursor.Failure {
        fault = OpenInferenceError(message)
        return cursor.unexpected("another request")
    }
}
