import Testing

@testable import ModelRegistry

@Suite struct VersionMachineTests {
    private let failure = RegistryError(.loadFailed, "broken")

    private func machine(after events: [VersionMachine.Event]) -> VersionMachine {
        var machine = VersionMachine()
        for event in events { _ = machine.handle(event) }
        return machine
    }

    @Test func `a version that is needed loads once, however many ask`() {
        var machine = VersionMachine()
        #expect(machine.handle(.needed) == .startLoading)
        #expect(machine.handle(.needed) == .joinLoading)
        #expect(machine.handle(.loaded) == .publish)
        #expect(machine.handle(.needed) == .none)
        #expect(machine.state == .ready)
    }

    @Test func `a failed version keeps its reason and can be tried again`() {
        var machine = machine(after: [.needed, .loadFailed(failure)])
        #expect(machine.state == .failed(failure))
        #expect(machine.handle(.needed) == .startLoading)
    }

    @Test func `a dismissed version drains before it leaves`() {
        var machine = machine(after: [.needed, .loaded])
        #expect(machine.handle(.dismissed) == .drain)
        #expect(machine.state == .unloading)
        #expect(machine.handle(.drained) == .release)
        #expect(machine.state == .unloaded)
    }

    @Test func `a version that is needed while it drains loads anew, and the drained one does not undo that`() {
        var machine = machine(after: [.needed, .loaded, .dismissed])
        #expect(machine.handle(.needed) == .startLoading)
        #expect(machine.handle(.drained) == .none)
        #expect(machine.handle(.loaded) == .publish)
        #expect(machine.handle(.drained) == .none)
        #expect(machine.state == .ready)
    }

    @Test func `events that do not fit change nothing`() {
        let events: [VersionMachine.Event] = [.loaded, .loadFailed(failure), .dismissed, .drained]
        for event in events {
            var machine = VersionMachine()
            #expect(machine.handle(event) == .none)
            #expect(machine.state == .unloaded)
        }
    }
}
