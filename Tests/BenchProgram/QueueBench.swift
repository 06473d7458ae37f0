import ArgumentParser
import JobQueue
import Storage
import StorageTestSupport

/// Says how many jobs a second the queue claims and completes by the worker that the service runs, where the work itself is nothing, and how long a
/// job waits that comes to an idle queue. On SQLite and on a PostgreSQL server of its own, each with an empty table beside one full of finished jobs.
struct QueueBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "queue", abstract: "Measure the queue's rate and its waits.")

    @Option(help: "Jobs of a run.")
    var jobs = 20_000

    @Option(help: "Finished jobs in the second table.")
    var finished = 1_000_000

    @Option(help: "Runs on each table, in turn.")
    var runs = 5

    @Option(help: "Jobs at once.")
    var workers = 8

    @Option(help: "Jobs whose wait is measured.")
    var waits = 300

    @Option(help: "The engine alone: sqlite or postgres.")
    var only: Engine?

    func run() async throws {
        for engine in Engine.allCases where only == nil || only == engine {
            let (empty, full) = (try engine.database(), try engine.database())
            let databases = [try empty.open(), try full.open()]
            print("\(databases[0].summary)")
            try await FinishedJobs(count: finished).add(to: databases[1])
            var rates: [[QueueRate.Result]] = [[], []]
            for _ in 0..<runs {
                for (index, database) in databases.enumerated() {
                    rates[index].append(try await QueueRate(queue: JobQueue(database: database), jobs: jobs, workers: workers).measure())
                }
            }
            Self.tell("accepted, a review with its first job", rates[0].map(\.accepted))
            Self.tell("passed on: claimed, completed, the next job added", rates[0].map(\.passedOn))
            Self.tell("claimed and completed", rates[0].map(\.completed))
            Self.tell("claimed and completed beside \(finished) finished jobs", rates[1].map(\.completed))
            let ratios = zip(rates[0], rates[1]).map { $1.completed / $0.completed }.sorted()
            print(
                "  the second against the first: median \(Self.short(ratios[runs / 2])), \(Self.short(ratios[0])) to \(Self.short(ratios[runs - 1]))")
            for wait in [QueueWait(database: databases[0], program: nil), QueueWait(database: databases[0], program: empty.address)] {
                print("  \(try await wait.measure(waits))")
            }
            for database in databases { try database.close() }
        }
    }

    private static func tell(_ what: String, _ rates: [Double]) {
        let rates = rates.sorted()
        print("  \(what): median \(Int(rates[rates.count / 2])) a second, \(Int(rates[0])) to \(Int(rates[rates.count - 1]))")
    }

    private static func short(_ ratio: Double) -> Double { (ratio * 1000).rounded() / 1000 }
}

extension Engine: ExpressibleByArgument {}
