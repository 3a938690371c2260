import ModelSwitchAPI
import Testing

@testable import ConsoleCore

struct PollingTests {
    @Test func `the server is asked at the start and then at every interval, once at a time`() {
        var driver = ConsoleDriver()
        #expect(driver.effects == [.listen, .poll(knownGeneration: nil)])
        driver.wait(5)
        #expect(driver.polls == 1)
        driver.send(.polled(driver.server.poll))
        #expect(driver.polls == 2)
        driver.send(.polled(driver.server.poll))
        driver.wait(0.9)
        #expect(driver.polls == 2)
        driver.wait(0.2)
        #expect(driver.polls == 3)
    }

    @Test func `a history that is at hand is not asked for again`() {
        var driver = ConsoleDriver.live()
        driver.wait(1)
        #expect(driver.effects.last == .poll(knownGeneration: 3))
    }

    @Test func `a lost server is asked again after 1, 2, 4, 8 and then every 15 seconds`() {
        var driver = ConsoleDriver.live()
        driver.wait(1)
        for delay in [1.0, 2, 4, 8, 15, 15] {
            driver.failPoll()
            let before = driver.polls
            driver.wait(delay - 0.1)
            #expect(driver.polls == before)
            driver.wait(0.1)
            #expect(driver.polls == before + 1)
        }
    }

    @Test func `the title tells how long the server is gone and when it is asked again`() {
        var driver = ConsoleDriver.live()
        driver.wait(1)
        driver.failPoll()
        driver.wait(1)
        driver.failPoll()
        driver.wait(0.5)
        #expect(driver.frame.text(ofRow: 0).hasSuffix("disconnected 2 s, retrying in 2 s"))
        #expect(driver.message == "cannot reach http://127.0.0.1:8000: connection refused")
        #expect(driver.text.contains("1,240"))
        driver.wait(1.5)
        driver.send(.polled(driver.server.poll))
        #expect(driver.frame.text(ofRow: 0).contains("live, every 1 s"))
        #expect(driver.message == "")
    }

    @Test func `the last picture is dimmed as soon as it is no longer true`() {
        var driver = ConsoleDriver.live()
        #expect(!driver.frame.row(4).contains { $0.style.isStale })
        driver.wait(1)
        driver.failPoll()
        #expect(driver.frame.row(4).allSatisfy { $0.style.isStale })
        #expect(driver.frame.row(0).allSatisfy { $0.style.role == .titleAlert })
    }

    @Test func `a key that the server does not take is no lost connection`() {
        var driver = ConsoleDriver.live()
        driver.wait(1)
        driver.send(.pollFailed(ServerFailure(kind: .unauthorized, sentence: "the server wants a key")))
        #expect(driver.frame.text(ofRow: 0).contains("no access 1 s, retrying in 1 s"))
        #expect(driver.message == "the server wants a key")
    }

    @Test func `Space stops the polling and starts it again`() {
        var driver = ConsoleDriver.live()
        driver.press(.character(" "))
        driver.forgetEffects()
        driver.wait(60)
        #expect(driver.polls == 0)
        #expect(driver.frame.text(ofRow: 0).hasSuffix("PAUSED 60 s"))
        driver.press(.character(" "))
        #expect(driver.polls == 1)
    }

    @Test func `plus and minus change the interval as far as it goes`() {
        var driver = ConsoleDriver.live()
        driver.press(.character("-"))
        #expect(driver.message == "polling every 2 s")
        driver.press(.character("+"), .character("+"), .character("+"))
        #expect(driver.message == "polling every 250 ms")
        driver.press(.character("+"))
        #expect(driver.message == "polling is as fast as it gets")
    }

    @Test func `the selection follows a version's name`() {
        var driver = ConsoleDriver.live()
        driver.press(.down)
        driver.server.versions = ["v0", "v1", "v2", "v3"]
        driver.pollOnce()
        #expect(driver.state.selection == .v2)
        driver.server.versions = ["v0", "v1", "v3"]
        driver.pollOnce()
        #expect(driver.state.selection == .v3)
        driver.server.versions = []
        driver.pollOnce()
        #expect(driver.state.selection == nil)
        #expect(driver.text.contains("the server has no versions"))
        driver.press(.down, .up, .enter, .character("s"), .character("w"))
        #expect(driver.message == "no version is selected")
    }

    @Test func `missing metrics have their sentence`() {
        var driver = ConsoleDriver()
        driver.server.hasMetrics = false
        driver.pollOnce()
        driver.pollOnce()
        #expect(driver.message == "this server gives no metrics")
        #expect(driver.text.contains("v3"))
    }

    @Test func `ticks come each second and when a poll is due`() {
        var driver = ConsoleDriver()
        #expect(driver.state.secondsUntilTick(at: driver.now) == 1)
        driver.send(.polled(driver.server.poll))
        driver.wait(0.75)
        #expect(abs(driver.state.secondsUntilTick(at: driver.now) - 0.25) < 1e-9)
    }
}
