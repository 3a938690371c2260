import CTerminalGuard
package import ConsoleCore

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Waits for keys, events and signals, and keeps the picture true; runs on the thread that owns the terminal.
package struct ConsoleLoop {
    /// How the loop ended.
    package enum End: Equatable {
        case quit
        /// Asked by a signal of this number.
        case signal(Int32)
    }

    private let terminal: CursesTerminal
    private let mailbox: Mailbox
    private let now: () -> Moment
    private let perform: (ConsoleEffect) -> Void
    private var state: ConsoleState
    private var end: End?

    /// - Parameters:
    ///   - now: the clocks.
    ///   - perform: does what the state asks for outside the terminal, without waiting for it.
    package init(
        terminal: CursesTerminal,
        mailbox: Mailbox,
        state: ConsoleState,
        now: @escaping () -> Moment,
        perform: @escaping (ConsoleEffect) -> Void
    ) {
        self.terminal = terminal
        self.mailbox = mailbox
        self.state = state
        self.now = now
        self.perform = perform
    }

    /// Runs until the operator or a signal ends it.
    package mutating func run() -> End {
        apply(.started)
        while end == nil {
            terminal.present(Picture.render(state, size: state.size))
            waitAndRead()
        }
        return end ?? .quit
    }

    private mutating func waitAndRead() {
        var waits = [
            pollfd(fd: ctg_descriptor(), events: Int16(POLLIN), revents: 0),
            pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: terminal.isForeground ? STDIN_FILENO : -1, events: Int16(POLLIN), revents: 0),
        ]
        let milliseconds = state.secondsUntilTick(at: now()) * 1000
        _ = poll(&waits, nfds_t(waits.count), Int32(min(1000, max(0, milliseconds.rounded(.up)))))
        readNotes()
        for event in mailbox.take() { apply(event) }
        // A terminal that went away answers every read at once and for ever.
        if waits[2].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { end = .signal(SIGHUP) }
        guard end == nil else { return }
        for key in terminal.readKeys() { apply(.key(key)) }
        apply(.tick)
    }

    private mutating func readNotes() {
        var buffer = [UInt8](repeating: 0, count: 64)
        let count = read(ctg_descriptor(), &buffer, buffer.count)
        guard count > 0 else { return }
        for note in buffer.prefix(count) {
            take(note: UInt32(note))
        }
    }

    private mutating func take(note: UInt32) {
        switch note {
        case CTG_RESIZED.rawValue: resize()
        case CTG_INTERRUPTED.rawValue: end = .signal(SIGINT)
        case CTG_QUIT.rawValue: end = .signal(SIGQUIT)
        case CTG_TERMINATED.rawValue: end = .signal(SIGTERM)
        case CTG_HUNG_UP.rawValue: end = .signal(SIGHUP)
        case CTG_STOP_ASKED.rawValue: suspend()
        case CTG_CONTINUED.rawValue: resume()
        default: break
        }
    }

    private mutating func apply(_ event: ConsoleEvent) {
        for effect in state.apply(event, at: now()) {
            switch effect {
            case .redraw: terminal.redraw()
            case .suspend: suspend()
            case .quit: end = end ?? .quit
            case .poll, .act, .listen: perform(effect)
            }
        }
    }

    private mutating func suspend() {
        terminal.suspend()
        apply(.resized(terminal.size))
    }

    private mutating func resume() {
        terminal.resume()
        apply(.resized(terminal.size))
    }

    private mutating func resize() {
        terminal.resize()
        apply(.resized(terminal.size))
    }
}
