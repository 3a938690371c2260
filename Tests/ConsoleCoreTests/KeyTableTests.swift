import Foundation
import Testing

@testable import ConsoleCore

struct KeyTableTests {
    @Test func `every command has a key, and no key has two meanings in a mode`() {
        #expect(Set(KeyTable.bindings.map(\.command)) == Set(Command.allCases))
        for mode in [Mode.table, .page, .question] {
            let keys = KeyTable.bindings.filter { $0.modes.contains(mode) }.flatMap(\.keys)
            #expect(Set(keys).count == keys.count)
        }
    }

    @Test func `nothing that changes the server sits on a Ctrl-letter or on Enter`() {
        for key in KeyTable.bindings.filter(\.changesServer).flatMap(\.keys) {
            guard case .character = key else {
                Issue.record("\(key.name) changes the server")
                continue
            }
        }
    }

    @Test func `the help page has every key`() {
        var driver = ConsoleDriver(size: Size(columns: 100, rows: 60))
        driver.press(.character("?"))
        for binding in KeyTable.bindings {
            #expect(driver.text.contains(binding.help))
        }
    }

    @Test func `the manual has the keys as they are`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let manual = try String(contentsOf: root.appending(path: "docs/console.md"), encoding: .utf8)
        #expect(manual.contains(KeyTable.markdown), "run `modelswitch-tui --print-keys` and paste what it prints")
    }

    @Test func `the footer keeps the way to help and out however narrow the screen`() {
        for columns in [40, 60, 80, 120] {
            let driver = ConsoleDriver.live(size: Size(columns: columns, rows: 24))
            #expect(driver.frame.text(ofRow: 23).hasSuffix("? help  q quit"))
        }
    }
}
