import Foundation

/// The folder of versions: `<root>/<version>/model.pkl` or `model.joblib`, with `version.json` beside it.
///
/// Nothing outside the root is ever read: a link that leads out of it is refused, and the check is on the opened file.
package struct ModelRepository: Sendable {
    /// The names that an artefact may have, in the order in which they are looked for.
    ///
    /// A compressed file says so by its first bytes; the endings are those that joblib knows.
    package static let artefactNames = ["model.pkl", "model.joblib", "model.pickle"].flatMap { name in
        [name] + ["gz", "z", "bz2", "xz", "lzma", "lz4"].map { "\(name).\($0)" }
    }
    static let sidecarName = "version.json"
    /// The name of the model whose versions lie in the root.
    package static let defaultModel = "default"
    private static let sidecarLimit = 1 << 20

    private let root: String
    private let artefactLimit: Int

    /// - Parameter artefactLimit: bytes of an artefact, so that nothing larger is ever brought into memory.
    package init(path: String, artefactLimit: Int = 1 << 31) {
        root = path
        self.artefactLimit = artefactLimit
    }

    /// The versions that hold an artefact, in natural order.
    ///
    /// - Throws: ``RegistryError`` with code `repositoryUnusable` when the root cannot be listed.
    func scan() throws(RegistryError) -> [Artefact] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: root)
        } catch {
            throw RegistryError(
                .repositoryUnusable,
                "the model repository cannot be listed: name a folder of versions with --models-dir or MODELS_DIR"
            )
        }
        return names.filter(VersionKey.isValid(name:)).sorted(by: naturallyPrecedes).compactMap(artefact(ofVersion:))
    }

    /// The artefact in a version's folder, if there is one.
    func artefact(ofVersion version: String) -> Artefact? {
        guard VersionKey.isValid(name: version) else { return nil }
        for name in Self.artefactNames {
            guard let file = status(version, name) else { continue }
            return Artefact(
                key: VersionKey(model: Self.defaultModel, version: version),
                fileName: name,
                size: Int(file.st_size),
                modified: file.modifiedSeconds,
                fileNumber: UInt64(file.st_ino),
                sidecarModified: status(version, Self.sidecarName)?.modifiedSeconds
            )
        }
        return nil
    }

    /// Whether there is a folder of a version's name, whatever it holds.
    func hasFolder(ofVersion version: String) -> Bool {
        var status = stat()
        guard VersionKey.isValid(name: version) else { return false }
        return stat("\(root)/\(version)", &status) == 0 && (status.st_mode & S_IFMT) == S_IFDIR
    }

    /// What the file system says of a regular file in a version's folder.
    private func status(_ version: String, _ name: String) -> stat? {
        var status = stat()
        guard stat("\(root)/\(version)/\(name)", &status) == 0, (status.st_mode & S_IFMT) == S_IFREG else { return nil }
        return status
    }

    /// The bytes of an artefact.
    ///
    /// - Throws: ``RegistryError`` with code `loadFailed`.
    func read(_ artefact: Artefact) throws(RegistryError) -> [UInt8] {
        guard let bytes = try readFile(artefact.key.version, artefact.fileName, limit: artefactLimit) else {
            throw RegistryError(.loadFailed, "\(artefact.fileName) of \(artefact.key.version) is gone; put it back")
        }
        return bytes
    }

    /// The bytes of a version's sidecar; nil when it has none.
    func readSidecar(ofVersion version: String) throws(RegistryError) -> [UInt8]? {
        try readFile(version, Self.sidecarName, limit: Self.sidecarLimit)
    }

    private func readFile(_ version: String, _ name: String, limit: Int) throws(RegistryError) -> [UInt8]? {
        let descriptor = open("\(root)/\(version)/\(name)", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw refusal(version, name, "cannot be opened (\(String(cString: strerror(errno))))")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, (status.st_mode & S_IFMT) == S_IFREG else {
            throw refusal(version, name, "is not a regular file")
        }
        guard isInsideRoot(descriptor) else {
            throw refusal(version, name, "is a link that leads out of the repository")
        }
        guard Int(status.st_size) <= limit else { throw refusal(version, name, "is over \(limit) bytes") }
        guard let bytes = readAll(descriptor, size: Int(status.st_size)) else {
            throw refusal(version, name, "changed or failed while it was read; load it again once it is complete")
        }
        return bytes
    }

    /// Whether the opened file lies below the root, wherever links led on the way.
    private func isInsideRoot(_ descriptor: Int32) -> Bool {
        guard let root = realpath(root, nil) else { return false }
        defer { free(root) }
        guard let path = Self.path(of: descriptor) else { return false }
        let folder = String(cString: root)
        return path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }

    private static func path(of descriptor: Int32) -> String? {
        #if os(Linux)
        return try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
        #else
        var buffer = [CChar](repeating: 0, count: Int(MAXPATHLEN))
        guard fcntl(descriptor, F_GETPATH, &buffer) == 0 else { return nil }
        return buffer.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
        #endif
    }

    private func readAll(_ descriptor: Int32, size: Int) -> [UInt8]? {
        var complete = true
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = Foundation.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
                if got < 0, errno == EINTR { continue }
                guard got > 0 else { break }
                count += got
            }
            complete = count == size
        }
        return complete ? bytes : nil
    }

    private func refusal(_ version: String, _ name: String, _ why: String) -> RegistryError {
        RegistryError(.loadFailed, "\(name) of \(version) \(why)")
    }
}

extension stat {
    fileprivate var modifiedSeconds: Double {
        #if os(Linux)
        Double(st_mtim.tv_sec) + Double(st_mtim.tv_nsec) / 1e9
        #else
        Double(st_mtimespec.tv_sec) + Double(st_mtimespec.tv_nsec) / 1e9
        #endif
    }
}
