import Foundation

/// The folder that a server keeps its state in, held by one server at a time.
///
/// The lock is the operating system's (`flock`), so a killed server leaves none behind.
package final class StateDirectory: Sendable {
    let url: URL
    private let lock: Int32

    /// Makes the folder if it is not there, and locks it.
    ///
    /// - Throws: ``StoreError`` with code `directoryUnusable`.
    package init(path: String) throws(StoreError) {
        url = URL(fileURLWithPath: path, isDirectory: true)
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw Self.unusable(path, "cannot be created: \(error.localizedDescription)")
        }
        lock = open(url.appendingPathComponent("lock").path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard lock >= 0 else {
            throw Self.unusable(path, "cannot be written: \(String(cString: strerror(errno)))")
        }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            throw Self.unusable(path, "is in use by another modelswitch")
        }
    }

    /// Whether the folder is still the one that was opened: what is written into a removed one is lost at the end.
    var isIntact: Bool {
        var (opened, present) = (stat(), stat())
        return fstat(lock, &opened) == 0 && stat(url.appendingPathComponent("lock").path, &present) == 0
            && opened.st_ino == present.st_ino && opened.st_dev == present.st_dev
    }

    deinit {
        close(lock)
    }

    private static func unusable(_ path: String, _ why: String) -> StoreError {
        StoreError(
            .directoryUnusable,
            "STATE_DIR '\(path)' \(why); name a folder that this user can write and no other server uses with "
                + "--state-dir or STATE_DIR"
        )
    }
}
