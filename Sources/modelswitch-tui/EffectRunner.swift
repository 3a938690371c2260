import ConsoleCore
import ConsoleCurses

/// Does what the console asks for beyond the terminal, and puts what came of it into the mailbox.
struct EffectRunner: Sendable {
    let server: ServerConnection
    let mailbox: Mailbox

    /// Runs until the stream ends or the task is cancelled.
    func run(_ effects: AsyncStream<ConsoleEffect>) async {
        await withDiscardingTaskGroup { group in
            for await effect in effects {
                group.addTask { await perform(effect) }
            }
        }
    }

    private func perform(_ effect: ConsoleEffect) async {
        switch effect {
        case .poll(let knownGeneration): mailbox.post(await server.poll(knownGeneration: knownGeneration))
        case .act(let action, let generation): mailbox.post(await server.perform(action, generation: generation))
        case .listen: await server.listen { mailbox.post(.serverSaid($0)) }
        case .redraw, .suspend, .quit: break
        }
    }
}
