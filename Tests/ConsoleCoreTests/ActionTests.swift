import ModelSwitchAPI
import Testing

@testable import ConsoleCore

struct ActionTests {
    private static func succeeded(_ version: String) -> ActionOutcome {
        .activation(ActivationResult(success: true, message: "done", activeVersion: version, generation: 4))
    }

    @Test func `a switch asks with evidence, sends the generation that was seen and tells how it ended`() {
        var driver = ConsoleDriver.live()
        driver.press(.character("j"), .character("s"))
        #expect(
            driver.message == "Switch default v1 → v2? 1,240 req/s are on v1 (p50 610µs, p99 11ms, errors 0.1 %); "
                + "v2 is warm, passed 8 golden rows, 0 requests seen. [y/N]"
        )
        #expect(driver.actions.isEmpty)
        driver.press(.character("y"))
        #expect(driver.actions == [.act(.switchVersion(.v2), generation: 3)])
        #expect(driver.message == "switching default to v2 … 0 s")
        driver.answer(Self.succeeded("v2"), after: 0.212)
        #expect(driver.message == "v2 active since 17:00:11, 212 ms")
        driver.wait(3600)
        driver.pollOnce()
        #expect(driver.message == "v2 active since 17:00:11, 212 ms")
    }

    @Test(arguments: [Key.enter, .escape, .character("n"), .character("N")])
    func `no is the default`(key: Key) {
        var driver = ConsoleDriver.live()
        driver.press(.down, .character("s"), key)
        #expect(driver.actions.isEmpty)
        #expect(driver.state.question == nil)
        #expect(driver.message == "the switch to v2: not sent")
    }

    @Test func `a result is not hidden behind what was said before`() {
        var driver = ConsoleDriver.live()
        driver.press(.down, .character("s"), .character("n"), .character("s"), .character("y"))
        #expect(driver.message == "switching default to v2 … 0 s")
        driver.press(.character("s"))
        driver.answer(Self.succeeded("v2"), after: 0.1)
        #expect(driver.message.hasPrefix("v2 active since"))
    }

    @Test func `other keys leave the question where it is`() {
        var driver = ConsoleDriver.live()
        driver.press(.down, .character("s"), .character("s"), .character(" "), .down, .other, .character("q"))
        #expect(driver.state.question?.action == .switchVersion(.v2))
        #expect(driver.actions.isEmpty)
        #expect(!driver.effects.contains(.quit))
    }

    @Test func `Ctrl-C quits from a question without sending anything`() {
        var driver = ConsoleDriver.live()
        driver.press(.down, .character("s"), .control("c"))
        #expect(driver.effects.contains(.quit))
        #expect(driver.actions.isEmpty)
    }

    @Test func `an action is sent once however often yes is pressed`() {
        var driver = ConsoleDriver.live()
        driver.press(.down, .character("s"), .character("y"), .character("y"), .character("s"))
        #expect(driver.actions.count == 1)
        #expect(driver.message == "busy: switching default to v2")
    }

    @Test func `a roll back goes to the version before`() {
        var driver = ConsoleDriver.live()
        driver.press(.character("r"))
        #expect(driver.message.hasPrefix("Roll default back from v1 to v2? 1,240 req/s are on v1"))
        driver.press(.character("y"))
        #expect(driver.actions == [.act(.rollBack(.v2), generation: 3)])
    }

    @Test func `without a version before there is nothing to roll back to`() {
        var driver = ConsoleDriver()
        driver.pollOnce()
        driver.press(.character("r"))
        #expect(driver.message == "nothing to roll back to: no version was active before")
    }

    @Test func `warming tells that nothing else changes`() {
        var driver = ConsoleDriver.live()
        driver.press(.end, .character("w"))
        #expect(driver.message == "Warm v3? It is loaded (148 kB), checked and exercised; v1 goes on answering. [y/N]")
        driver.press(.character("y"))
        #expect(driver.actions == [.act(.warm(.v3), generation: 3)])
        var version = VersionObject(
            model: "default",
            version: "v3",
            exists: true,
            loaded: true,
            state: .ready,
            active: false
        )
        version.goldenRows = 8
        driver.answer(.warmed(version), after: 1.44)
        #expect(driver.message == "v3 is warm, 1.4 s, passed 8 golden rows")
    }

    @Test func `a version that failed before says so in the question`() {
        var driver = ConsoleDriver.live()
        driver.server.failed = ["v3": "a golden row differs"]
        driver.pollOnce()
        driver.press(.end, .character("s"))
        #expect(driver.message.contains("v3 failed to load (a golden row differs) and will be tried again"))
    }

    @Test func `what does nothing now says why`() {
        var driver = ConsoleDriver.live()
        driver.press(.character("s"))
        #expect(driver.message == "v1 is already active")
        driver.press(.down, .character("w"))
        #expect(driver.message == "v2 is already warm")
        driver.press(.character("ß"))
        #expect(driver.message == "ß does nothing here; ? lists the keys")
    }

    @Test func `nothing is changed before the server answered, after it went, and while paused`() {
        var driver = ConsoleDriver()
        driver.press(.character("s"))
        #expect(driver.message == "not connected: the server has not answered yet")
        driver = .live()
        driver.wait(1)
        driver.failPoll()
        driver.press(.down, .character("s"))
        #expect(driver.message == "disconnected: what is shown is 1 s old, nothing is changed on it")
        driver = .live()
        driver.press(.down, .character(" "), .character("s"))
        #expect(driver.message == "paused: press Space to go on first, the picture may be old")
        driver = .live()
        driver.wait(30)
        driver.press(.down, .character("s"))
        #expect(driver.message == "disconnected: what is shown is 30 s old, nothing is changed on it")
    }

    @Test func `nothing is changed on a server with several models`() {
        var driver = ConsoleDriver.live()
        var poll = driver.server.poll
        poll.versions[2].model = "other"
        driver.wait(1)
        driver.send(.polled(poll))
        #expect(driver.text.contains("other/v3"))
        driver.press(.end, .character("s"))
        #expect(driver.message == "this server has several models: the console only watches it")
    }

    @Test func `a question is taken back when somebody else switches`() {
        var driver = ConsoleDriver.live()
        driver.press(.down, .character("s"))
        driver.server.active = "v3"
        driver.server.generation = 4
        driver.pollOnce()
        #expect(driver.state.question == nil)
        #expect(driver.message == "the switch to v2: not sent; meanwhile v3 became active")
        driver.press(.character("y"))
        #expect(driver.actions.isEmpty)
    }

    @Test func `a question is taken back when the server goes`() {
        var driver = ConsoleDriver.live()
        driver.press(.down, .character("s"))
        driver.wait(1)
        driver.failPoll()
        driver.press(.character("y"))
        #expect(driver.state.question == nil)
        #expect(driver.actions.isEmpty)
    }

    @Test func `a refusal is shown in full`() {
        var driver = ConsoleDriver.live()
        driver.press(.down, .character("s"), .character("y"))
        let sentence = "generation 3 is over: alice switched to v3 (generation 4) at 14:02"
        driver.answer(.failed(ServerFailure(kind: .refused, sentence: sentence)), after: 0.1)
        #expect(driver.message == "the switch to v2 was refused: \(sentence)")
    }

    @Test func `an answer without success is no success`() {
        var driver = ConsoleDriver.live()
        driver.press(.down, .character("s"), .character("y"))
        let answer = ActivationResult(
            success: false,
            message: "version v2 does not exist",
            activeVersion: "v1",
            generation: 3
        )
        driver.answer(.activation(answer), after: 0.1)
        #expect(driver.state.message == Message(text: "version v2 does not exist", role: .bad))
    }

    @Test(arguments: [(true, "it went through: v2 is active"), (false, "it did not happen so far: v1 is active")])
    func `an action whose answer was lost is looked up and not repeated`(went: Bool, end: String) {
        var driver = ConsoleDriver.live()
        driver.press(.down, .character("s"), .character("y"))
        driver.answer(.failed(ServerFailure(kind: .lost, sentence: "no answer within 30 s.")), after: 30)
        driver.press(.character("s"))
        if went {
            driver.server.active = "v2"
            driver.server.generation = 4
        }
        driver.send(.polled(driver.server.poll))
        driver.pollOnce()
        #expect(driver.state.result?.text == "the answer to the switch to v2 was lost; \(end)")
        #expect(driver.actions.count == 1)
    }

    @Test func `the next action can follow at once, with the new generation`() {
        var driver = ConsoleDriver.live()
        driver.press(.down, .character("s"), .character("y"))
        driver.answer(Self.succeeded("v2"), after: 0.1)
        #expect(driver.state.snapshot?.active?.version == "v2")
        driver.press(.character("r"))
        #expect(driver.message.hasPrefix("Roll default back from v2 to v1?"))
        driver.server.active = "v2"
        driver.server.generation = 4
        driver.pollOnce()
        driver.press(.character("y"))
        #expect(driver.actions.last == .act(.rollBack(.v1), generation: 4))
    }

    @Test func `the history is asked for again after an action`() {
        var driver = ConsoleDriver.live()
        driver.press(.down, .character("s"), .character("y"))
        driver.answer(Self.succeeded("v2"), after: 0.1)
        driver.send(.polled(driver.server.poll))
        #expect(driver.effects.last == .poll(knownGeneration: 3))
    }

    @Test func `after an action the server is asked at once, and an older answer does not count`() {
        var driver = ConsoleDriver.live()
        driver.wait(1)
        let older = driver.server.poll
        driver.press(.down, .character("s"), .character("y"))
        driver.server.active = "v2"
        driver.server.generation = 4
        driver.forgetEffects()
        driver.answer(Self.succeeded("v2"), after: 0.1)
        driver.send(.polled(older))
        #expect(driver.polls == 1)
        driver.send(.polled(driver.server.poll))
        #expect(driver.state.snapshot?.active?.version == "v2")
    }

    @Test func `no key of a read-only console changes anything`() {
        var driver = ConsoleDriver.live(isReadOnly: true)
        let keys = KeyTable.bindings.flatMap(\.keys).filter { $0 != .character("q") && $0 != .control("c") }
        for first in keys {
            for second in keys {
                driver.press(first, second, .character("y"))
            }
        }
        #expect(driver.actions.isEmpty)
        #expect(driver.state.question == nil)
        driver = .live(isReadOnly: true)
        #expect(driver.text.contains("[RO]"))
        driver.press(.down, .character("s"))
        #expect(driver.message == "read-only: this console was started with --read-only")
        #expect(!driver.text.contains("s switch"))
    }
}
