import CNCurses
import CTerminalGuard
import ConsoleCore

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Finding out what the terminal is.
extension CursesTerminal {
    /// Terminals of today that an older system's database lacks; they all speak what xterm does.
    private static let modern = [
        "xterm-kitty", "xterm-ghostty", "ghostty", "alacritty", "foot", "wezterm", "contour", "rio",
    ]
    /// Milliseconds after which an Esc is the key and not the beginning of an arrow key.
    private static let escapeDelay: Int32 = 50
    private static let fallback = "xterm-256color"
    /// What leaves the full screen again: colours off, keypad off, cursor on, the other screen back.
    private static let restoring = ["sgr0", "rmkx", "cnorm", "rmcup"]

    static func requireTerminal() throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw TerminalError(
                code: .noTerminal,
                description: "the console needs a terminal: its input or its output is something else"
            )
        }
    }

    static func openScreen() throws(TerminalError) -> OpaquePointer {
        let name = getenv("TERM").map { String(cString: $0) } ?? ""
        if let screen = open(name) { return screen }
        if modern.contains(where: name.hasPrefix), let screen = open(fallback) { return screen }
        let problem =
            name.isEmpty
            ? "TERM is not set"
            : "TERM=\(printable(name)) is a terminal that this system does not know, or cannot draw on"
        throw TerminalError(code: .unknownTerminal, description: "\(problem); try TERM=xterm")
    }

    static func setModes() {
        raw()
        noecho()
        nonl()
        nodelay(cnc_screen(), true)
        keypad(cnc_screen(), true)
        set_escdelay(escapeDelay)
        curs_set(0)
    }

    static func colourDepth(_ options: TerminalOptions) -> ColourDepth {
        guard !options.isColourless, has_colors(), start_color() == OK else { return .none }
        use_default_colors()
        return ColourDepth(colours: Int(cnc_colors()))
    }

    static func glyphs(_ options: TerminalOptions) -> GlyphSet {
        let name = getenv("TERM").map { String(cString: $0) } ?? ""
        let isBare = name == "linux" || name.hasPrefix("vt")
        return options.isASCII || isBare || !cnc_is_utf8() ? .ascii : .unicode
    }

    static var currentSize: Size {
        var columns: Int32 = 0
        var rows: Int32 = 0
        guard ctg_size(STDOUT_FILENO, &columns, &rows) else { return Size(columns: 80, rows: 24) }
        return Size(columns: Int(columns), rows: Int(rows))
    }

    /// The terminal's own sequences, without the pauses that only old hardware needs.
    static var restoreBytes: [CChar] {
        restoring.flatMap { name -> [CChar] in
            guard let sequence = cnc_capability(name) else { return [] }
            return withoutPauses(String(cString: sequence)).utf8.map { CChar(bitPattern: $0) }
        }
    }

    private static func open(_ name: String) -> OpaquePointer? {
        guard !name.isEmpty, let screen = newterm(name, cnc_stdout(), cnc_stdin()) else { return nil }
        guard cnc_capability("cup") == nil else { return screen }
        endwin()
        delscreen(screen)
        return nil
    }

    /// Such as `$<2/>`.
    private static func withoutPauses(_ sequence: String) -> String {
        var rest = sequence[...]
        var text = ""
        while let start = rest.firstRange(of: "$<"), let end = rest[start.upperBound...].firstIndex(of: ">") {
            text += rest[..<start.lowerBound]
            rest = rest[rest.index(after: end)...]
        }
        return text + rest
    }

    private static func printable(_ name: String) -> String {
        String(
            name.unicodeScalars.prefix(40).map {
                $0.isASCII && $0.value >= 0x20 && $0.value < 0x7F ? Character($0) : "?"
            }
        )
    }
}
