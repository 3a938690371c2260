import CNCurses
import ConsoleCore

extension Key {
    /// The key that curses reports with a code of its own.
    init(code: Int32) {
        switch code {
        case KEY_UP: self = .up
        case KEY_DOWN: self = .down
        case KEY_PPAGE: self = .pageUp
        case KEY_NPAGE: self = .pageDown
        case KEY_HOME: self = .home
        case KEY_END: self = .end
        case KEY_ENTER: self = .enter
        default: self = .other
        }
    }

    /// The key that sends a character.
    init(character value: UInt32) {
        switch value {
        case 10, 13: self = .enter
        case 27: self = .escape
        case 1...26:
            // Ctrl-A is 1.
            self = .control(Character(Unicode.Scalar(UInt8(value) + 96)))
        case 32..<127, 128...:
            self = Unicode.Scalar(value).map { .character(Character($0)) } ?? .other
        default: self = .other
        }
    }
}
