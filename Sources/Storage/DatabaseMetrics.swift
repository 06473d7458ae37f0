internal import Metrics

/// What this process asked of its database.
struct DatabaseMetrics: Sendable {
    private let statements: Counter
    private let commits: Metrics.Timer
    private let writers: Recorder

    init(engine: String) {
        let dimensions = [("engine", engine)]
        statements = Counter(label: "lectern.database.statements", dimensions: dimensions)
        commits = Metrics.Timer(label: "lectern.database.commit", dimensions: dimensions)
        writers = Recorder(label: "lectern.database.commit_writers", dimensions: dimensions, aggregate: true)
    }

    /// A statement was run; on a server each is a round trip.
    func ranStatement() {
        statements.increment()
    }

    /// Makes what writers did durable, and notes how long that takes.
    func commit<T>(writers count: Int, _ work: () throws -> T) rethrows -> T {
        guard count > 0 else { return try work() }
        let begin = ContinuousClock.now
        let result = try work()
        commits.recordNanoseconds(Int64(begin.duration(to: .now) / .nanoseconds(1)))
        writers.record(count)
        return result
    }
}
