import LogLines

extension String {
    /// The text without characters that steer a terminal or forge a line: each control or formatting one becomes `?`.
    ///
    /// Names, reasons and descriptions come from files, clients and servers.
    var printable: String { withoutSteering }
}
