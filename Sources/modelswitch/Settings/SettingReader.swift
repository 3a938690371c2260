import Foundation
import ModelRegistry

/// Reads settings one by one with the checks of their kinds.
struct SettingReader {
    private let sources: SettingSources

    init(_ sources: SettingSources) {
        self.sources = sources
    }

    /// A value as it was given, empty or not; nil for none.
    func value(_ name: String) -> String? {
        Setting.all.first { $0.name == name }.flatMap { sources.find($0).value }
    }

    func text(_ name: String) throws -> String {
        guard let value = value(name), !value.isEmpty else {
            throw SettingError(name: name, value: nil, expected: "a value that is not empty")
        }
        return value
    }

    func versionName(_ name: String) throws -> String {
        let text = try text(name)
        guard VersionKey.isValid(name: text) else {
            throw SettingError(name: name, value: text, expected: "a version's name: letters, digits, '.', '_' and '-'")
        }
        return text
    }

    func port(_ name: String) throws -> Int? {
        guard let text = value(name), !text.isEmpty else { return nil }
        guard let port = Int(text), (0...65535).contains(port) else {
            throw SettingError(name: name, value: text, expected: "a port from 0 to 65535")
        }
        return port
    }

    func positive(_ name: String) throws -> Int {
        let text = try text(name)
        guard let number = Int(text), number >= 1 else {
            throw SettingError(name: name, value: text, expected: "an integer of at least 1")
        }
        return number
    }

    func number(_ name: String, in range: ClosedRange<Double>) throws -> Double {
        let text = try text(name)
        guard let number = Double(text), range.contains(number) else {
            throw SettingError(
                name: name,
                value: text,
                expected:
                    "a number from \(range.lowerBound.formatted()) to \(range.upperBound.formatted(.number.grouping(.never)))"
            )
        }
        return number
    }

    func boolean(_ name: String) throws -> Bool {
        let text = try text(name)
        switch text.lowercased() {
        case "true", "1", "yes", "on": return true
        case "false", "0", "no", "off": return false
        default: throw SettingError(name: name, value: text, expected: "true or false")
        }
    }

    func choice<Choice: RawRepresentable>(_ name: String, of choices: [Choice]) throws -> Choice
    where Choice.RawValue == String {
        let text = try text(name)
        guard let choice = choices.first(where: { $0.rawValue == text.lowercased() }) else {
            throw SettingError(
                name: name,
                value: text,
                expected: "one of \(choices.map(\.rawValue).joined(separator: ", "))"
            )
        }
        return choice
    }

    func list(_ name: String) -> [String] {
        (value(name) ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// A value that may be absent, but not empty.
    func optionalText(_ name: String) throws -> String? {
        guard let value = value(name) else { return nil }
        guard value.contains(where: { !$0.isWhitespace }) else {
            throw SettingError(name: name, value: nil, expected: "a value that is not empty, or none")
        }
        return value
    }
}
