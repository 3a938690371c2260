import Foundation

/// What tells whether a file is still the one that was read.
///
/// Links are followed, so that a link which is turned to another file shows.
package struct FileFingerprint: Sendable, Equatable {
    private let device: Int
    private let inode: Int
    private let size: Int
    private let modified: Date
    private let permissions: Int

    /// Nil when there is no file.
    package init?(path: String) {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: target),
            let modified = attributes[.modificationDate] as? Date
        else { return nil }
        func number(_ name: FileAttributeKey) -> Int {
            (attributes[name] as? NSNumber)?.intValue ?? 0
        }
        device = number(.systemNumber)
        inode = number(.systemFileNumber)
        size = number(.size)
        permissions = number(.posixPermissions)
        self.modified = modified
    }

    /// What makes the file unsafe for secrets, as a sentence; nil for one that only its owner and group may touch.
    package var exposure: String? {
        if permissions & 0o002 != 0 { return "every user of this machine may write it" }
        if permissions & 0o004 != 0 { return "every user of this machine may read it" }
        return nil
    }
}
