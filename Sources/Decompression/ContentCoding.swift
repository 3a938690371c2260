/// A way of compressing that HTTP has a name for.
///
/// - Source: RFC 9110, section 8.4.1.
package enum ContentCoding: String, Sendable, CaseIterable {
    case gzip
    /// A zlib stream (RFC 1950).
    case deflate
}
