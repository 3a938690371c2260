import ModelSwitchAPI
import Testing

@testable import ConsoleCore

/// What the server tells by itself.
struct EventTests {
    private func event(_ kind: ServerEvent.Kind, _ version: String?, generation: Int? = nil, reason: String? = nil)
        -> ServerEvent
    {
        var event = ServerEvent(id: "e-1", kind: kind, at: 1_008_000)
        event.model = "default"
        event.version = version
        event.generation = generation
        event.reason = reason
        event.who = "10.0.0.7"
        return event
    }

    @Test func `a console listens from its start on`() {
        #expect(ConsoleDriver().effects.contains(.listen))
    }

    @Test func `a switch made elsewhere is told and looked at at once`() {
        var driver = ConsoleDriver.live()
        driver.forgetEffects()
        let known = driver.server.poll.active.generation
        driver.wait(0.3)
        driver.send(.serverSaid(event(.switched, "v2", generation: known + 1, reason: "better")))
        #expect(driver.message.contains("v2 active since"))
        #expect(driver.message.contains("switched by 10.0.0.7: better"))
        #expect(driver.polls == 1)
        driver.send(.serverSaid(event(.rolledBack, "v1", generation: known + 2)))
        #expect(driver.message.contains("v1 active since") && driver.message.contains("rolled back by"))
    }

    @Test func `a switch that the picture shows already is not told again`() {
        var driver = ConsoleDriver.live()
        let known = driver.server.poll.active.generation
        driver.send(.serverSaid(event(.switched, "v1", generation: known)))
        #expect(!driver.message.contains("active since"))
    }

    @Test func `a switch by this console is told by its answer alone`() {
        var driver = ConsoleDriver.live()
        driver.press(.down, .character("s"), .character("y"))
        let known = driver.server.poll.active.generation
        driver.send(.serverSaid(event(.switched, "v2", generation: known + 1)))
        #expect(!driver.message.contains("10.0.0.7"))
    }

    @Test func `a load that fails is told with its reason`() {
        var driver = ConsoleDriver.live()
        driver.send(.serverSaid(event(.loadFailed, "v3", reason: "golden row 2 is off")))
        #expect(driver.message == "v3 failed to load: golden row 2 is off")
    }

    @Test(arguments: [
        (ServerEvent.Kind.circuitOpened, "is cut off"), (.circuitHalfOpen, "is tried again"),
        (.circuitClosed, "answers again"),
        (.draining, "shutting down"),
    ]) func `breakers and the end are told`(_ kind: ServerEvent.Kind, _ text: String) {
        var driver = ConsoleDriver.live()
        driver.send(.serverSaid(event(kind, "v2")))
        #expect(driver.message.contains(text))
    }

    @Test func `a server that tells without end is not asked without end`() {
        var driver = ConsoleDriver.live()
        driver.forgetEffects()
        for _ in 0..<100 {
            driver.send(.serverSaid(event(.loaded, "v2")))
            driver.wait(0.01)
            if driver.polls > 0 { driver.send(.polled(driver.server.poll)) }
        }
        #expect((2...5).contains(driver.polls), "\(driver.polls) in a second")
    }

    @Test func `a paused console tells and does not ask`() {
        var driver = ConsoleDriver.live()
        driver.press(.character(" "))
        driver.forgetEffects()
        driver.wait(1)
        driver.send(.serverSaid(event(.loadFailed, "v3", reason: "x")))
        #expect(driver.polls == 0 && driver.message.contains("failed to load"))
    }

    @Test(arguments: ["made_up", "", "\u{1B}[2J"]) func `unknown kinds are looked at and not told`(_ kind: String) {
        var driver = ConsoleDriver.live()
        let before = driver.message
        driver.send(.serverSaid(event(ServerEvent.Kind(rawValue: kind), "\u{202E}v", reason: "\u{1B}[2J\u{2066}")))
        #expect(driver.message == before)
    }

    @Test func `whatever a server says is drawn as text`() {
        var driver = ConsoleDriver.live()
        driver.send(.serverSaid(event(.loadFailed, "\u{202E}v\u{9B}2J", reason: "\u{1B}[2J\u{2066}\u{2028}\u{85}")))
        let scalars = driver.text.unicodeScalars.filter { $0 != "\n" }
        #expect(scalars.allSatisfy { DisplayWidth.kind(of: $0) != .unsafe })
    }
}
