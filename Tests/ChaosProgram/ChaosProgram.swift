import ArgumentParser
import ChaosSuite
import StorageTestSupport

/// Proves that the queue loses nothing: workers are killed, stopped and cut off from their database while they work.
@main
struct ChaosProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lectern-chaos", abstract: "Prove that the queue loses nothing while its workers and its database are hurt.",
        subcommands: [Hurt.self, Work.self], defaultSubcommand: Hurt.self)

    struct Hurt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Go through many reviews, and say what became of them. The default.")

        @Option(help: "Reviews, of five jobs each.")
        var reviews = 1010

        @Option(help: "Worker processes.")
        var workers = 8

        @Option(help: "Seconds of faults.")
        var seconds = 90.0

        @Option(help: "What the faults are drawn from.")
        var seed: UInt64 = 1

        @Option(help: "The engine alone: sqlite or postgres.")
        var only: Engine?

        func run() async throws {
            var isFine = true
            for engine in Engine.allCases where only == nil || only == engine {
                let chaos = Chaos(
                    engine: engine, reviews: reviews, workers: workers, seconds: seconds, seed: seed, program: CommandLine.arguments[0])
                let report = try await chaos.run()
                print(report)
                isFine = isFine && report.isFine
            }
            if !isFine { throw ExitCode.failure }
        }
    }

    struct Work: AsyncParsableCommand {
        static let configuration = CommandConfiguration(shouldDisplay: false)

        @Argument var address: String
        @Option var clock: String
        @Option var endings: String

        func run() async throws {
            try await ChaosWorker(address: address, clockFile: clock, endings: endings).run()
        }
    }
}

extension Engine: ExpressibleByArgument {}
