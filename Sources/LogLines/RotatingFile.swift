import Foundation

/// A file of lines that never grows beyond a bound: the older half moves to `NAME.1`, whose content goes.
///
/// Only its owner may read it. A file that was moved away is made anew, so that others may rotate it too. Used by one
/// thread at a time.
package struct RotatingFile {
    /// What the system said, for the log.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String

        init(_ doing: String) {
            description = "\(doing): \(String(cString: strerror(errno)))"
        }
    }

    private let path: String
    private let bytesOfEach: Int
    private var descriptor: Int32 = -1
    private var size = 0

    /// - Parameters:
    ///   - path: its folder must exist.
    ///   - totalBytes: of this file and the older one together.
    package init(path: String, totalBytes: Int) {
        self.path = path
        bytesOfEach = max(1, totalBytes / 2)
    }

    /// Adds whole lines; on a failure none of them is in the file.
    package mutating func append(_ lines: [UInt8]) throws(Failure) {
        if descriptor >= 0, isMovedAway { close() }
        if descriptor < 0 { try open() }
        if size > 0, size + lines.count > bytesOfEach { try rotate() }
        try write(lines)
    }

    /// Opens the file if it is not open: whether it can be, is known at the start.
    package mutating func open() throws(Failure) {
        guard descriptor < 0 else { return }
        let opened = systemOpen(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
        guard opened >= 0 else { throw Failure("open") }
        var facts = stat()
        guard fstat(opened, &facts) == 0 else {
            defer { systemClose(opened) }
            throw Failure("stat")
        }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            systemClose(opened)
            errno = EINVAL
            throw Failure("it is no file")
        }
        // What an earlier process or a person made may be readable by more people.
        if facts.st_mode & 0o077 != 0 { _ = fchmod(opened, 0o600) }
        descriptor = opened
        size = Int(facts.st_size)
    }

    package mutating func close() {
        if descriptor >= 0 { systemClose(descriptor) }
        descriptor = -1
    }

    // MARK: - Steps

    private var isMovedAway: Bool {
        var named = stat()
        var opened = stat()
        guard fstat(descriptor, &opened) == 0 else { return true }
        guard stat(path, &named) == 0 else { return true }
        return named.st_ino != opened.st_ino || named.st_dev != opened.st_dev
    }

    private mutating func rotate() throws(Failure) {
        guard rename(path, path + ".1") == 0 else { throw Failure("rename") }
        close()
        try open()
    }

    private mutating func write(_ lines: [UInt8]) throws(Failure) {
        var written = 0
        while written < lines.count {
            let count = lines.withUnsafeBytes { buffer in
                systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: buffer[written...]))
            }
            if count > 0 {
                written += count
            } else if count == 0 || errno != EINTR {
                let failure = Failure("write")
                // Half a line would spoil the next one.
                if written > 0 { _ = ftruncate(descriptor, off_t(size)) }
                close()
                throw failure
            }
        }
        size += written
    }
}

private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
    Foundation.open(path, flags, mode)
}

private func systemClose(_ descriptor: Int32) {
    _ = Foundation.close(descriptor)
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    Foundation.write(descriptor, bytes.baseAddress, bytes.count)
}
