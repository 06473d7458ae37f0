package import ReviewModel
internal import Storage

extension JobQueue {
    /// Jobs of a queue that are looked at; a longer line has no forecasts at its end.
    private static let horizon = 5_000
    /// Ended jobs that tell the paces: so many of all queues are looked at, and so many of each count.
    private static let latest = 500
    private static let sample = 30

    /// Forecasts of the reviews that have jobs, by review.
    ///
    /// - Parameters:
    ///   - length: seconds of a review's recording, nil where that is not known.
    ///   - skipped: stages that a review goes without.
    package func forecasts(
        length: @Sendable (String) -> Double?, skipped: @Sendable (String) -> Set<Stage> = { _ in [] }
    ) async throws -> [String: Forecast] {
        let now = clock.now
        let known = try await database.read { session -> ([ForecastModel.Place], ForecastModel)? in
            let places = try Self.places(now: now, session)
            // An idle service asks no further.
            return places.isEmpty ? nil : (places, try Self.model(session))
        }
        guard let (places, model) = known else { return [:] }
        return model.forecasts(places, length: length, skipped: skipped)
    }

    private static func places(now: Double, _ session: any SQLSession) throws -> [ForecastModel.Place] {
        // Each state by itself, because each has an index of its own.
        let running = try session.query(
            "SELECT review, queue, started_at, progress FROM jobs WHERE state = 'running' LIMIT ?", [SQLValue(horizon)])
        let waiting = try Stage.allCases.flatMap { stage in
            try session.query(
                "SELECT review, queue FROM jobs WHERE state = 'waiting' AND queue = ? ORDER BY turn, run_at LIMIT ?",
                [.text(stage.rawValue), SQLValue(horizon)])
        }
        return try running.map { row in
            ForecastModel.Place(
                review: try row.string("review"), stage: try StoredJSON.raw(row.string("queue")), isRunning: true,
                progress: try row.optionalDouble("progress"), elapsed: max(0, now - (try row.optionalDouble("started_at") ?? now)))
        }
            + waiting.map { row in
                ForecastModel.Place(
                    review: try row.string("review"), stage: try StoredJSON.raw(row.string("queue")), isRunning: false, elapsed: 0)
            }
    }

    private struct Ended {
        var stage: Stage
        var seconds: Double
        var length: Double
    }

    private static func model(_ session: any SQLSession) throws -> ForecastModel {
        let ended = try latest(session)
        var paces = paces(of: ended)
        let paused = try paused(session)
        // Nobody knows when a queue goes on that stands still.
        for stage in paused { paces[stage] = nil }
        let lengths = ended.values.joined().map(\.length).sorted()
        return ForecastModel(paces: paces, usualLength: lengths.isEmpty ? nil : lengths[lengths.count / 2], paused: paused)
    }

    /// The queues that an operator has paused.
    static func paused(_ session: any SQLSession) throws -> Set<Stage> {
        Set(try session.query("SELECT name FROM queues WHERE paused = 1").compactMap { Stage(rawValue: try $0.string("name")) })
    }

    /// Seconds of work for a second of recording, of the latest jobs that ended; absent where none has.
    static func paces(_ session: any SQLSession) throws -> [Stage: Double] {
        paces(of: try latest(session))
    }

    private static func latest(_ session: any SQLSession) throws -> [Stage: ArraySlice<Ended>] {
        Dictionary(grouping: try ended(session), by: \.stage).mapValues { $0.prefix(sample) }
    }

    private static func paces(of ended: [Stage: ArraySlice<Ended>]) -> [Stage: Double] {
        ended.mapValues { jobs in jobs.reduce(0) { $0 + $1.seconds } / jobs.reduce(0) { $0 + $1.length } }
    }

    /// The newest first. To judge again decodes nothing, and says nothing of a queue's pace.
    private static func ended(_ session: any SQLSession) throws -> [Ended] {
        try session.query(
            """
            SELECT newest.queue, newest.started_at, newest.finished_at, reviews.media FROM (
                SELECT queue, review, state, priority, started_at, finished_at FROM jobs
                WHERE finished_at IS NOT NULL ORDER BY finished_at DESC LIMIT ?
            ) AS newest JOIN reviews ON reviews.id = newest.review
            WHERE newest.state = 'done' AND newest.priority = 0 ORDER BY newest.finished_at DESC
            """, [SQLValue(latest)]
        ).compactMap { row in
            guard let begin = try row.optionalDouble("started_at"), let media = try row.optionalString("media") else { return nil }
            let info: MediaInfo = try StoredJSON.value(text: media)
            guard let length = info.duration, length > 0 else { return nil }
            return Ended(
                stage: try StoredJSON.raw(row.string("queue")), seconds: max(0, try row.double("finished_at") - begin), length: length)
        }
    }
}
