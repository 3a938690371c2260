import ArgumentParser
import Foundation

/// Where the key comes from: never from the command line, which every user of the machine can read.
enum APIKey {
    /// The key of the file that was named, of the one the environment names, or of the environment itself.
    static func find(file: String?, in environment: [String: String]) throws -> String? {
        if let path = file ?? environment["MODELSWITCH_API_KEY_FILE"] {
            return try read(path)
        }
        return environment["MODELSWITCH_API_KEY"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// An address as it may stand on a screen.
    static func withoutPassword(_ address: String) -> String {
        guard var parts = URLComponents(string: address), parts.user != nil || parts.password != nil else {
            return address
        }
        parts.user = nil
        parts.password = nil
        return parts.string ?? "the server"
    }

    private static func read(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ValidationError("The key file \(path) cannot be read.")
        }
        let key = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !key.isEmpty else { throw ValidationError("The key file \(path) is empty.") }
        return key
    }
}
