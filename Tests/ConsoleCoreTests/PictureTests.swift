import Foundation
import ModelSwitchAPI
import Testing

@testable import ConsoleCore

/// Whole pictures, compared with those in `Pictures/`.
///
/// After a change that is meant, `UPDATE_PICTURES=1` writes them anew; the difference is then read like code.
struct PictureTests {
    static let sizes = [Size(columns: 40, rows: 10), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)]

    @Test(arguments: sizes)
    func `connecting`(size: Size) throws {
        try compare(ConsoleDriver(size: size), "connecting")
    }

    @Test(arguments: sizes)
    func `nobody answers`(size: Size) throws {
        var driver = ConsoleDriver(size: size)
        driver.failPoll()
        try compare(driver, "unreachable")
    }

    @Test(arguments: sizes)
    func `live`(size: Size) throws {
        try compare(.live(polls: 70, size: size), "live")
    }

    @Test(arguments: sizes)
    func `disconnected, with the last picture`(size: Size) throws {
        var driver = ConsoleDriver.live(size: size)
        driver.wait(1)
        driver.failPoll()
        driver.wait(0.4)
        try compare(driver, "disconnected")
    }

    @Test(arguments: sizes)
    func `a question before a switch`(size: Size) throws {
        var driver = ConsoleDriver.live(size: size)
        driver.press(.character("j"), .character("s"))
        try compare(driver, "question")
    }

    @Test(arguments: sizes)
    func `the result of a switch`(size: Size) throws {
        var driver = ConsoleDriver.live(polls: 30, size: size)
        driver.press(.down, .character("s"), .character("y"))
        let answer = ActivationResult(success: true, message: "done", activeVersion: "v2", generation: 4)
        driver.answer(.activation(answer), after: 0.212)
        driver.server.active = "v2"
        driver.server.generation = 4
        driver.server.history?.insert(
            HistoryEntry(
                model: "default",
                generation: 4,
                from: "v1",
                to: "v2",
                at: driver.now.unix,
                who: "127.0.0.1",
                reason: nil,
                kind: "activate",
                digest: nil
            ),
            at: 0
        )
        for _ in 0..<15 {
            driver.server.answerMixed(by: "v2", scale: 3)
            driver.pollOnce()
        }
        try compare(driver, "switched")
    }

    @Test(arguments: sizes)
    func `help`(size: Size) throws {
        var driver = ConsoleDriver.live(size: size)
        driver.press(.character("?"))
        try compare(driver, "help")
    }

    @Test(arguments: sizes)
    func `details of a version that failed`(size: Size) throws {
        var driver = ConsoleDriver(size: size)
        driver.server.failed = ["v3": "the pickle names os.system, which no estimator needs: nothing was run"]
        driver.pollOnce()
        driver.press(.end, .enter)
        try compare(driver, "details")
    }

    @Test(arguments: sizes)
    func `names that would command the terminal`(size: Size) throws {
        var driver = ConsoleDriver(size: size)
        driver.server.versions = [
            "v1", "\u{1B}[2J\u{1B}]0;owned\u{7}", "a\nb\tc\rd\u{8}\u{7F}\u{9B}31m", "模型版本二〇二六年八月的候选版本甲乙丙丁",
            "e\u{301}\u{301}\u{301}\u{301}\u{301} 🙂 👩‍💻 🇩🇪 \u{202E}abc", String(repeating: "long-", count: 100),
        ]
        driver.server.active = "模型版本二〇二六年八月的候选版本甲乙丙丁"
        driver.server.answerMixed(by: "v1")
        driver.pollOnce()
        try compare(driver, "hostile")
    }

    @Test(arguments: sizes)
    func `ASCII only`(size: Size) throws {
        var driver = ConsoleDriver(size: size, look: Look(glyphs: .ascii, hasHeatColours: false))
        for _ in 0..<30 {
            driver.server.answerMixed(by: "v1")
            driver.pollOnce()
        }
        driver.press(.character("j"), .character("s"))
        #expect(driver.text.utf8.allSatisfy { $0 < 0x7F })
        driver.press(.escape, .character("k"))
        try compare(driver, "ascii")
    }

    private func compare(_ driver: ConsoleDriver, _ name: String) throws {
        let size = driver.state.size
        let file = "\(name)-\(size.columns)x\(size.rows).txt"
        let text = driver.text + "\n"
        if ProcessInfo.processInfo.environment["UPDATE_PICTURES"] != nil {
            let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Pictures")
            return try Data(text.utf8).write(to: folder.appending(path: file))
        }
        let folder = try #require(Bundle.module.url(forResource: "Pictures", withExtension: nil))
        #expect(try text == String(contentsOf: folder.appending(path: file), encoding: .utf8))
    }
}
