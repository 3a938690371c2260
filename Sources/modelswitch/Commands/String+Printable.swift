extension String {
    /// The text without characters that steer a terminal or forge a line: each control or formatting one becomes `?`.
    ///
    /// Names, reasons and descriptions come from files, clients and servers.
    var printable: String {
        String(String.UnicodeScalarView(unicodeScalars.map { Self.steers($0) ? "?" : $0 }))
    }

    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
