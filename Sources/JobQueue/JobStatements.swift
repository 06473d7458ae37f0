internal import ReviewModel
internal import Storage

/// The statements on jobs. They run within the caller's transaction.
enum JobStatements {
    /// Adds a stage's job to a review; a job that is already there stays as it is.
    static func enqueue(
        _ stage: Stage, review: String, course: String?, priority: Int = 0, at now: Double, _ session: any SQLSession
    ) throws {
        let place = try FairOrder.place(in: stage, course: course, session)
        try session.execute(
            """
            INSERT INTO jobs
                (id, queue, unique_key, review, course, priority, place, turn, state, attempt, lease_losses, lease_token, run_at, errors, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, 0, 0, ?, '[]', ?)
            ON CONFLICT (unique_key) DO NOTHING
            """,
            [
                .text(Identifier.make(at: now)), .text(stage.rawValue), .text("\(review)/\(stage.rawValue)"), .text(review),
                SQLValue(course), SQLValue(priority), SQLValue(place), SQLValue(FairOrder.turn(at: place, priority: priority)), .real(now),
                .real(now),
            ])
    }

    /// Takes away the jobs of stages that have ended, so that they can be added anew.
    static func forget(_ stages: [Stage], review: String, _ session: any SQLSession) throws {
        for stage in stages {
            try session.execute("DELETE FROM jobs WHERE unique_key = ?", [.text("\(review)/\(stage.rawValue)")])
        }
    }

    /// What a claim may take: a condition on jobs, and its arguments.
    private static func claimable(_ stage: Stage, _ policy: QueuePolicy, now: Double) -> (condition: String, arguments: [SQLValue]) {
        let (allowed, arguments) = RunningLimits.allowed(policy, stage, now: now)
        let condition = """
            queue = ? AND state = 'waiting' AND run_at <= ? AND NOT EXISTS (SELECT 1 FROM queues WHERE name = ? AND paused = 1) \(allowed)
            """
        return (condition, [.text(stage.rawValue), .real(now), .text(stage.rawValue)] + arguments)
    }

    static func hasWork(_ stage: Stage, policy: QueuePolicy, now: Double, _ session: any SQLSession) throws -> Bool {
        guard try RunningLimits.room(in: stage, policy, atMost: 1, session) > 0 else { return false }
        let (condition, arguments) = claimable(stage, policy, now: now)
        return try !session.query("SELECT id FROM jobs WHERE \(condition) LIMIT 1", arguments).isEmpty
    }

    static func claim(
        _ stage: Stage, worker: String, limit: Int, policy: QueuePolicy, now: Double, dialect: Dialect, _ session: any SQLSession
    ) throws -> [Lease] {
        let limit = try RunningLimits.room(in: stage, policy, atMost: limit, session)
        guard limit > 0 else { return [] }
        let until = now + policy.lease
        let (condition, arguments) = claimable(stage, policy, now: now)
        let rows = try session.query(
            """
            UPDATE jobs SET state = 'running', attempt = attempt + 1, lease_token = lease_token + 1, lease_worker = ?, lease_until = ?,
                started_at = ?, progress = NULL
            WHERE id IN (
                SELECT id FROM jobs WHERE \(condition)
                ORDER BY turn, run_at LIMIT ? \(dialect.skipLocked)
            ) RETURNING *
            """,
            [.text(worker), .real(until), .real(now)] + arguments + [SQLValue(limit)])
        let turns = try rows.map { (row: $0, turn: try $0.integer("turn")) }.sorted { $0.turn < $1.turn }
        if let last = try rows.map({ try $0.integer("place") }).max() {
            let ahead = try rows.count { try $0.integer("priority") > 0 }
            try FairOrder.advance(stage, to: last, ahead: ahead, session)
        }
        return try turns.map { row, _ in
            let lease = Lease(job: try job(row), token: try row.integer("lease_token"), worker: worker, until: until)
            try ReviewStore.setStage(.init(stage: stage, state: .running), of: lease.job.review, session)
            try ReviewStore.touch(lease.job.review, session)
            return lease
        }
    }

    static func heartbeat(_ lease: Lease, until: Double, progress: Double?, _ session: any SQLSession) throws -> Bool {
        let changed = try session.execute(
            "UPDATE jobs SET lease_until = ?, progress = ? WHERE \(held)", [.real(until), SQLValue(progress)] + holder(lease))
        guard changed == 1 else { return false }
        if let progress, try ReviewStore.setProgress(progress, of: lease.job.stage, of: lease.job.review, session) {
            try ReviewStore.touch(lease.job.review, session)
        }
        return true
    }

    /// Ends a job that the lease still holds.
    static func finish(_ lease: Lease, now: Double, _ session: any SQLSession) throws -> Bool {
        try session.execute(
            "UPDATE jobs SET state = 'done', finished_at = ?, lease_worker = NULL, lease_until = NULL WHERE \(held)",
            [.real(now)] + holder(lease)) == 1
    }

    static func fail(
        _ lease: Lease, _ message: String, isFinal: Bool, retryAt: Double, now: Double, _ session: any SQLSession
    ) throws -> Bool {
        let errors = lease.job.errors + [Job.Failure(at: now, attempt: lease.job.attempt, message: message)]
        let changed = try session.execute(
            """
            UPDATE jobs SET state = ?, run_at = ?, errors = ?, finished_at = ?, lease_worker = NULL, lease_until = NULL WHERE \(held)
            """,
            [
                .text((isFinal ? Job.State.dead : .waiting).rawValue), .real(retryAt), .text(try StoredJSON.text(errors)),
                SQLValue(isFinal ? now : nil),
            ] + holder(lease))
        guard changed == 1 else { return false }
        if !isFinal { try backToWaiting(lease.job, session) }
        return true
    }

    /// Gives a job back as if it had not been claimed, to be claimed again from `runAt` on.
    static func release(_ lease: Lease, runAt: Double, _ session: any SQLSession) throws {
        let changed = try session.execute(
            """
            UPDATE jobs SET state = 'waiting', attempt = attempt - 1, run_at = ?, lease_worker = NULL, lease_until = NULL WHERE \(held)
            """,
            [.real(runAt)] + holder(lease))
        if changed == 1 { try backToWaiting(lease.job, session) }
    }

    static func expired(now: Double, _ session: any SQLSession) throws -> [Job] {
        try session.query("SELECT * FROM jobs WHERE state = 'running' AND lease_until < ?", [.real(now)]).map(job)
    }

    static func recover(_ job: Job, _ message: String, isFinal: Bool, now: Double, _ session: any SQLSession) throws {
        let errors = job.errors + [Job.Failure(at: now, attempt: job.attempt, message: message)]
        try session.execute(
            """
            UPDATE jobs SET state = ?, attempt = attempt - 1, lease_losses = lease_losses + 1, lease_token = lease_token + 1, run_at = ?, errors = ?,
                finished_at = ?, lease_worker = NULL, lease_until = NULL
            WHERE id = ?
            """,
            [
                .text((isFinal ? Job.State.dead : .waiting).rawValue), .real(now), .text(try StoredJSON.text(errors)),
                SQLValue(isFinal ? now : nil), .text(job.id),
            ])
        if !isFinal { try backToWaiting(job, session) }
    }

    /// Ends the jobs of a review that wait or run; a worker that has one loses its lease.
    static func cancel(review: String, now: Double, _ session: any SQLSession) throws {
        _ = try cancel(where: "review", is: review, now: now, session)
    }

    /// The same for one job; false where it neither waits nor runs.
    static func cancel(job id: String, now: Double, _ session: any SQLSession) throws -> Bool {
        try cancel(where: "id", is: id, now: now, session) == 1
    }

    private static func cancel(where column: String, is value: String, now: Double, _ session: any SQLSession) throws -> Int {
        try session.execute(
            """
            UPDATE jobs SET state = 'cancelled', finished_at = ?, lease_token = lease_token + 1, lease_worker = NULL, lease_until = NULL
            WHERE \(column) = ? AND state IN ('waiting', 'running')
            """,
            [.real(now), .text(value)])
    }

    /// Whether a lease still holds its job, asked without changing anything.
    static func holds(_ lease: Lease, _ session: any SQLSession) throws -> Bool {
        try !session.query("SELECT id FROM jobs WHERE \(held)", holder(lease)).isEmpty
    }

    static func find(_ id: String, _ session: any SQLSession) throws -> Job? {
        try session.query("SELECT * FROM jobs WHERE id = ?", [.text(id)]).first.map(job)
    }

    static func dead(_ stage: Stage, _ session: any SQLSession) throws -> [Job] {
        try session.query("SELECT * FROM jobs WHERE queue = ? AND state = 'dead'", [.text(stage.rawValue)]).map(job)
    }

    /// Lets a job that is dead or was cancelled begin anew; its errors stay.
    static func revive(_ id: String, now: Double, _ session: any SQLSession) throws {
        try session.execute(
            "UPDATE jobs SET state = 'waiting', attempt = 0, lease_losses = 0, run_at = ?, finished_at = NULL, progress = NULL WHERE id = ?",
            [.real(now), .text(id)])
    }

    /// The condition under which a lease still holds its job; `holder` gives its arguments.
    private static let held = "id = ? AND state = 'running' AND lease_token = ? AND lease_worker = ?"

    private static func holder(_ lease: Lease) -> [SQLValue] {
        [.text(lease.job.id), SQLValue(lease.token), .text(lease.worker)]
    }

    private static func backToWaiting(_ job: Job, _ session: any SQLSession) throws {
        try ReviewStore.setStage(.init(stage: job.stage, state: .waiting), of: job.review, session)
        try ReviewStore.touch(job.review, session)
    }

    static func job(_ row: SQLRow) throws -> Job {
        guard let stage = Stage(rawValue: try row.string("queue")), let state = Job.State(rawValue: try row.string("state")) else {
            throw StorageError(.corrupt, "A job has a queue or state that is not known.")
        }
        return Job(
            id: try row.string("id"), stage: stage, review: try row.string("review"), course: try row.optionalString("course"), state: state,
            attempt: try row.integer("attempt"), leaseLosses: try row.integer("lease_losses"), runAt: try row.double("run_at"),
            progress: try row.optionalDouble("progress"), errors: try StoredJSON.value(text: row.string("errors")),
            createdAt: try row.double("created_at"), startedAt: try row.optionalDouble("started_at"),
            finishedAt: try row.optionalDouble("finished_at"))
    }
}
