import ModelSwitchAPI

@testable import ConsoleCore

/// A console with a clock that only tests move.
struct ConsoleDriver {
    var state: ConsoleState
    var server = SampleServer()
    private(set) var now = Moment(monotonic: 100, unix: 1_008_000, zoneOffset: 3600)
    /// What the console asked for, in order.
    private(set) var effects: [ConsoleEffect] = []
    private var isPollUnderWay = false

    init(
        size: Size = Size(columns: 80, rows: 24),
        isReadOnly: Bool = false,
        look: Look = Look(glyphs: .unicode, hasHeatColours: false)
    ) {
        state = ConsoleState(
            address: "http://127.0.0.1:8000",
            interval: 1,
            isReadOnly: isReadOnly,
            look: look,
            size: size
        )
        send(.started)
    }

    /// A console that saw the sample server answer requests for some seconds.
    static func live(polls: Int = 12, size: Size = Size(columns: 80, rows: 24), isReadOnly: Bool = false)
        -> ConsoleDriver
    {
        var driver = ConsoleDriver(size: size, isReadOnly: isReadOnly)
        driver.server.rollback = "v2"
        driver.server.history = [
            HistoryEntry(
                model: "default",
                generation: 3,
                from: "v2",
                to: "v1",
                at: 1_007_000,
                who: "127.0.0.1",
                reason: "v2 is slow",
                kind: "activate",
                digest: nil
            )
        ]
        for _ in 0..<polls {
            driver.server.answerMixed(by: "v1")
            driver.pollOnce()
        }
        return driver
    }

    mutating func send(_ event: ConsoleEvent) {
        switch event {
        case .polled, .pollFailed: isPollUnderWay = false
        default: break
        }
        let fresh = state.apply(event, at: now)
        effects += fresh
        isPollUnderWay = isPollUnderWay || fresh.contains(where: Self.isPoll)
    }

    mutating func press(_ keys: Key...) {
        for key in keys { send(.key(key)) }
    }

    /// Lets time pass.
    mutating func wait(_ seconds: Double) {
        now.monotonic += seconds
        now.unix += seconds
        send(.tick)
    }

    /// Answers the poll that is under way, or lets a second pass and answers the one that comes with it.
    mutating func pollOnce(after seconds: Double = 1) {
        if !isPollUnderWay { wait(seconds) }
        send(.polled(server.poll))
    }

    mutating func failPoll(_ sentence: String = "cannot reach http://127.0.0.1:8000: connection refused") {
        send(.pollFailed(ServerFailure(kind: .lost, sentence: sentence)))
    }

    /// Answers the action that is under way.
    mutating func answer(_ outcome: ActionOutcome, after seconds: Double) {
        now.monotonic += seconds
        now.unix += seconds
        send(.actionEnded(outcome, elapsed: seconds))
    }

    mutating func forgetEffects() { effects = [] }

    var frame: Frame { Picture.render(state, size: state.size) }
    var text: String { frame.text }
    var message: String { state.message?.text ?? "" }

    /// The actions that were asked for.
    var actions: [ConsoleEffect] {
        effects.filter { effect in
            if case .act = effect { return true }
            return false
        }
    }

    var polls: Int { effects.count(where: Self.isPoll) }

    private static func isPoll(_ effect: ConsoleEffect) -> Bool {
        if case .poll = effect { return true }
        return false
    }
}

extension VersionID {
    static let v1 = VersionID(model: "default", version: "v1")
    static let v2 = VersionID(model: "default", version: "v2")
    static let v3 = VersionID(model: "default", version: "v3")
}
