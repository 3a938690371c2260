import CNCurses
import CTerminalGuard
package import ConsoleCore

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The terminal that the process was started on, in full-screen mode from opening to closing.
///
/// Curses keeps its state in globals without locks: one thread opens, uses and closes this.
package final class CursesTerminal {
    package let look: Look
    package private(set) var size: Size
    private let screen: OpaquePointer
    private var palette: Palette
    private var shown: Frame?
    private var isClosed = false

    /// Takes the terminal over.
    ///
    /// - Throws: ``TerminalError``; the terminal is then as it was.
    package init(_ options: TerminalOptions) throws(TerminalError) {
        try Self.requireTerminal()
        setlocale(LC_ALL, "")
        ctg_remember_mode(STDIN_FILENO)
        // Exported LINES and COLUMNS would pin the size; both calls are needed to ask the terminal instead.
        use_env(false)
        use_tioctl(true)
        screen = try Self.openScreen()
        Self.setModes()
        let depth = Self.colourDepth(options)
        palette = Palette(depth: depth)
        look = Look(glyphs: Self.glyphs(options), hasHeatColours: depth == .many)
        size = Self.currentSize
        try guardScreen()
    }

    deinit {
        close()
    }

    /// Gives the terminal back as it was found.
    package func close() {
        guard !isClosed else { return }
        isClosed = true
        endwin()
        ctg_set_active(false)
        ctg_release_errors()
        delscreen(screen)
    }

    /// Draws what differs from the picture that is shown.
    package func present(_ frame: Frame) {
        guard !isClosed, isForeground else { return }
        for row in 0..<frame.size.rows where shown == nil || shown?.row(row) != frame.row(row) {
            draw(frame.row(row), row: row)
        }
        shown = frame
        wrefresh(cnc_screen())
    }

    /// The keys that were pressed since the last call; never waits.
    package func readKeys() -> [Key] {
        var keys: [Key] = []
        // A pasted book is no command: what is beyond this stays for the next call.
        while isForeground, keys.count < 256 {
            var value: wint_t = 0
            switch wget_wch(cnc_screen(), &value) {
            case OK: keys.append(Key(character: UInt32(value)))
            // Curses' own word that the size changed; the signal has told that already.
            case KEY_CODE_YES where value == UInt32(KEY_RESIZE): continue
            case KEY_CODE_YES: keys.append(Key(code: Int32(bitPattern: UInt32(value))))
            default: return keys
            }
        }
        return keys
    }

    /// Takes the terminal's size over after it changed.
    package func resize() {
        size = Self.currentSize
        resizeterm(Int32(clamping: size.rows), Int32(clamping: size.columns))
        redraw()
    }

    /// Draws everything with the next picture, whatever is thought to be on the screen.
    package func redraw() {
        shown = nil
        clearok(cnc_screen(), true)
    }

    /// Hands the terminal to the shell until it continues this process.
    package func suspend() {
        def_prog_mode()
        endwin()
        ctg_set_active(false)
        ctg_release_errors()
        ctg_stop()
        resume()
    }

    /// Takes the terminal back after the process was stopped; does nothing in the background.
    package func resume() {
        guard isForeground else { return }
        ctg_hold_errors()
        ctg_set_active(true)
        reset_prog_mode()
        resize()
    }

    /// Whether the terminal listens to this process and not to its shell.
    var isForeground: Bool { ctg_is_foreground(STDIN_FILENO) }

    private func draw(_ cells: ArraySlice<Cell>, row: Int) {
        var line: [cchar_t] = []
        line.reserveCapacity(cells.count)
        for cell in cells where cell.width > 0 {
            line.append(character(for: cell))
        }
        wmove(cnc_screen(), Int32(clamping: row), 0)
        wadd_wchnstr(cnc_screen(), line, Int32(clamping: line.count))
    }

    private func character(for cell: Cell) -> cchar_t {
        let entry = palette.entry(for: cell.style)
        let text = cell.text.unicodeScalars.map { wchar_t($0.value) } + [0]
        var character = cchar_t()
        cnc_set_cell(&character, text, entry.attributes, entry.pair)
        return character
    }

    private func guardScreen() throws(TerminalError) {
        let restore = Self.restoreBytes
        guard ctg_install(STDOUT_FILENO, restore, restore.count) else {
            close()
            throw TerminalError(code: .system, description: "no descriptors are left for the console's signals")
        }
        ctg_hold_errors()
        ctg_set_active(true)
    }
}
