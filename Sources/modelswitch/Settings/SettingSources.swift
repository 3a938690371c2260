import Configuration
import Foundation
import Yams

/// Where settings come from, the first of them that has one winning: flags, environment, file, defaults.
struct SettingSources {
    /// A setting's value with its origin.
    struct Found {
        let setting: Setting
        let value: String?
        let origin: String
    }

    private let sources: [(origin: String, provider: any ConfigProvider, key: (Setting) -> String)]

    /// - Parameters:
    ///   - flags: values by setting's name.
    ///   - environment: the process' environment; an empty variable counts as absent.
    ///   - file: a YAML or JSON file of settings.
    /// - Throws: ``SettingError`` for a file that cannot be read or names an unknown setting.
    init(flags: [String: String], environment: [String: String], file: String?) throws {
        let set = environment.filter { !$0.value.isEmpty }
        sources = [
            ("flag", Self.provider(flags), \.name),
            ("environment", EnvironmentVariablesProvider(environmentVariables: set), \.name),
            ("file", Self.provider(try file.map(Self.read) ?? [:]), \.fileKey),
            ("default", Self.provider(Self.defaults), \.name),
        ]
    }

    /// A setting's value from the first source that has it.
    func find(_ setting: Setting) -> Found {
        for source in sources {
            let key = AbsoluteConfigKey([source.key(setting)])
            if let value = try? source.provider.value(forKey: key, type: .string).value?.content.asString {
                return Found(setting: setting, value: value, origin: source.origin)
            }
        }
        return Found(setting: setting, value: nil, origin: "none")
    }

    private static func provider(_ values: [String: String]) -> InMemoryProvider {
        InMemoryProvider(
            values: Dictionary(
                uniqueKeysWithValues: values.map {
                    (AbsoluteConfigKey([$0]), ConfigValue(.string($1), isSecret: false))
                }
            )
        )
    }

    private static var defaults: [String: String] {
        Dictionary(
            uniqueKeysWithValues: Setting.all.compactMap { setting in setting.defaultValue.map { (setting.name, $0) } }
        )
    }

    // MARK: - The file

    /// The scalars of a YAML or JSON file; JSON is read as the YAML that it is.
    private static func read(_ path: String) throws -> [String: String] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw SettingError(name: "--config", value: path, expected: "a readable YAML or JSON file")
        }
        guard let node = try? Yams.compose(yaml: text) else {
            if text.allSatisfy(\.isWhitespace) { return [:] }
            throw SettingError(name: "--config", value: path, expected: "YAML or JSON of 'name: value' lines")
        }
        guard let mapping = node.mapping else {
            throw SettingError(name: "--config", value: path, expected: "YAML or JSON of 'name: value' lines")
        }
        return Dictionary(try mapping.map(scalar), uniquingKeysWith: { _, last in last })
    }

    private static func scalar(_ key: Node, _ value: Node) throws -> (String, String) {
        let name = key.string ?? ""
        guard Setting.all.contains(where: { $0.fileKey == name }) else {
            throw SettingError(
                name: "--config, line '\(name.printable)'",
                value: nil,
                expected: "a setting's name, as 'modelswitch serve --print-config' lists them, in lower-case letters"
            )
        }
        if let sequence = value.sequence { return (name, sequence.compactMap(\.string).joined(separator: ",")) }
        guard let text = value.scalar?.string else {
            throw SettingError(name: name, value: nil, expected: "a single value")
        }
        return (name, text)
    }
}

extension ConfigContent {
    fileprivate var asString: String? {
        if case .string(let value) = self { value } else { nil }
    }
}
