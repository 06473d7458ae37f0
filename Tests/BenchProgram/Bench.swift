import ArgumentParser

/// Measures what no command of the product shows by itself.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lectern-bench", abstract: "Measure judging and the queue.",
        subcommands: [JudgeBench.self, QueueBench.self, WaitWorker.self, BareServer.self])
}
