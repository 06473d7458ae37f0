import ArgumentParser
import UnixSignals

/// Ends a command on Ctrl-C or a polite kill, so that its children and its folder go with it.
struct InterruptSignals: Sendable {
    /// Returns only by throwing: the exit status that shells give to an interrupted program.
    func wait() async throws {
        for await signal in await UnixSignalsSequence(trapping: .sigint, .sigterm) {
            throw ExitCode(signal == .sigint ? 130 : 143)
        }
    }
}
