internal import ReviewModel
internal import Storage

/// The statements on jobs. They run within the caller's transaction.
enum JobStatements {
    /// A job to add.
    struct New {
        var stage: Stage
        var review: String
        var course: String?
        var priority = 0
    }

    /// Adds jobs to reviews; one that is already there stays as it is.
    static func enqueue(_ jobs: [New], at now: Double, _ session: any SQLSession) throws {
        guard !jobs.isEmpty else { return }
        var places = try FairOrder.places(of: Set(jobs.map { FairOrder.Party(stage: $0.stage, course: $0.course) }), session)
        let rows = jobs.map { job in
            let party = FairOrder.Party(stage: job.stage, course: job.course)
            let place = places[party, default: 0]
            places[party] = place + 1
            return [
                .text(Identifier.make(at: now)), .text(job.stage.rawValue), .text(job.review), SQLValue(job.course), SQLValue(job.priority),
                SQLValue(place), SQLValue(FairOrder.turn(at: place, priority: job.priority)),
            ]
        }
        let given = session.dialect.table([
            ("id", .text), ("queue", .text), ("review", .text), ("course", .text), ("priority", .integer), ("place", .integer), ("turn", .integer),
        ])
        // Without a condition SQLite would take ON CONFLICT for a join.
        try session.execute(
            """
            INSERT INTO jobs
                (id, queue, review, course, priority, place, turn, state, attempt, lease_losses, lease_token, run_at, errors, created_at)
            SELECT id, queue, review, course, priority, place, turn, 'waiting', 0, 0, 0, CAST(? AS DOUBLE PRECISION), '[]',
                CAST(? AS DOUBLE PRECISION)
            FROM \(given) AS given WHERE TRUE ON CONFLICT (review, queue) DO NOTHING
            """,
            [.real(now), .real(now), .table(rows)])
    }

    /// Takes away the jobs of stages that have ended, so that they can be added anew.
    static func forget(_ stages: [Stage], review: String, _ session: any SQLSession) throws {
        for stage in stages {
            try session.execute("DELETE FROM jobs WHERE review = ? AND queue = ?", [.text(review), .text(stage.rawValue)])
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

    /// No row is locked for it: writers of all processes take turns, so that there is nobody to pass over.
    static func claim(
        _ stage: Stage, worker: String, limit: Int, tells: Bool, policy: QueuePolicy, now: Double, _ session: any SQLSession
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
                ORDER BY turn, run_at LIMIT ?
            ) RETURNING *
            """,
            [.text(worker), .real(until), .real(now)] + arguments + [SQLValue(limit)])
        let turns = try rows.map { (row: $0, turn: try $0.integer("turn")) }.sorted { $0.turn < $1.turn }
        if let last = try rows.map({ try $0.integer("place") }).max() {
            let ahead = try rows.count { try $0.integer("priority") > 0 }
            try FairOrder.advance(stage, to: last, ahead: ahead, session)
        }
        let leases = try turns.map { row, _ in Lease(job: try job(row), token: try row.integer("lease_token"), worker: worker, until: until) }
        if tells { try ChangeLog.touch(leases.map(\.job.review), session) }
        return leases
    }

    /// Prolongs leases, each until a moment; gives those that still hold their jobs.
    static func heartbeat(_ beats: [(beat: JobQueue.Beat, until: Double)], _ session: any SQLSession) throws -> Set<Lease.ID> {
        let given = session.dialect.table(holderColumns + [("lease_until", .real), ("progress", .real)])
        let kept = try ids(
            session.query(
                """
                UPDATE jobs SET lease_until = given.lease_until, progress = given.progress FROM \(given) AS given WHERE \(held) RETURNING id, lease_token
                """,
                [.table(beats.map { holder($0.beat.lease) + [.real($0.until), SQLValue($0.beat.progress)] })]))
        try ChangeLog.touch(beats.map(\.beat).filter { $0.isNews && kept.contains($0.lease.id) }.map(\.lease.job.review), session)
        return kept
    }

    /// Ends jobs; gives the leases that still held theirs.
    static func finish(_ leases: [Lease], now: Double, _ session: any SQLSession) throws -> Set<Lease.ID> {
        try ids(
            session.query(
                """
                UPDATE jobs SET state = 'done', finished_at = ?, lease_worker = NULL, lease_until = NULL
                FROM \(session.dialect.table(holderColumns)) AS given WHERE \(held) RETURNING id, lease_token
                """,
                [.real(now), .table(leases.map(holder))]))
    }

    static func fail(
        _ lease: Lease, _ message: String, isFinal: Bool, retryAt: Double, now: Double, _ session: any SQLSession
    ) throws -> Bool {
        let errors = lease.job.errors + [Job.Failure(at: now, attempt: lease.job.attempt, message: message)]
        let changed = try session.execute(
            """
            UPDATE jobs SET state = ?, run_at = ?, errors = ?, finished_at = ?, lease_worker = NULL, lease_until = NULL
            FROM \(session.dialect.table(holderColumns)) AS given WHERE \(held)
            """,
            [
                .text((isFinal ? Job.State.dead : .waiting).rawValue), .real(retryAt), .text(try StoredJSON.text(errors)),
                SQLValue(isFinal ? now : nil), .table([holder(lease)]),
            ])
        guard changed == 1 else { return false }
        if !isFinal { try ChangeLog.touch([lease.job.review], session) }
        return true
    }

    /// Gives jobs back as if they had not been claimed, to be claimed again from `runAt` on.
    static func release(_ leases: [Lease], runAt: Double, _ session: any SQLSession) throws {
        let released = try ids(
            session.query(
                """
                UPDATE jobs SET state = 'waiting', attempt = attempt - 1, run_at = ?, lease_worker = NULL, lease_until = NULL
                FROM \(session.dialect.table(holderColumns)) AS given WHERE \(held) RETURNING id, lease_token
                """,
                [.real(runAt), .table(leases.map(holder))]))
        try ChangeLog.touch(leases.filter { released.contains($0.id) }.map(\.job.review), session)
    }

    static func running(_ session: any SQLSession) throws -> [RunningJob] {
        try session.query("SELECT id, lease_token, queue, lease_until FROM jobs WHERE state = 'running'").map { row in
            RunningJob(
                id: Lease.ID(job: try row.string("id"), token: try row.integer("lease_token")), stage: try stage(row),
                until: try row.double("lease_until"))
        }
    }

    /// Those of the jobs that still run under the same lease, not prolonged.
    static func unchanged(_ running: [RunningJob], _ session: any SQLSession) throws -> [Job] {
        let given = session.dialect.table([("job", .text), ("token", .integer), ("until", .real)])
        return try session.query(
            """
            SELECT jobs.* FROM \(given) AS given
                JOIN jobs ON jobs.id = given.job AND jobs.lease_token = given.token AND jobs.lease_until = given.until
            """,
            [.table(running.map { [.text($0.id.job), SQLValue($0.id.token), .real($0.until)] })]
        ).map(job)
    }

    static func recover(
        _ job: Job, _ message: String, isFinal: Bool, retryAt: Double, now: Double, _ session: any SQLSession
    ) throws {
        let errors = job.errors + [Job.Failure(at: now, attempt: job.attempt, message: message)]
        try session.execute(
            """
            UPDATE jobs SET state = ?, attempt = attempt - 1, lease_losses = lease_losses + 1, lease_token = lease_token + 1, run_at = ?, errors = ?,
                finished_at = ?, lease_worker = NULL, lease_until = NULL
            WHERE id = ?
            """,
            [
                .text((isFinal ? Job.State.dead : .waiting).rawValue), .real(retryAt), .text(try StoredJSON.text(errors)),
                SQLValue(isFinal ? now : nil), .text(job.id),
            ])
        if !isFinal { try ChangeLog.touch([job.review], session) }
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

    /// Those of the leases that still hold their jobs, asked without changing anything.
    static func held(_ leases: [Lease], _ session: any SQLSession) throws -> Set<Lease.ID> {
        try ids(
            session.query(
                "SELECT id, lease_token FROM \(session.dialect.table(holderColumns)) AS given JOIN jobs ON \(held)", [.table(leases.map(holder))]))
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

    /// The condition under which leases, given as a table of `holderColumns`, still hold their jobs. Only a running job has a worker; asking for the
    /// state as well would lead a planner to look through all that run for each.
    private static let held = "jobs.id = given.job AND jobs.lease_token = given.token AND jobs.lease_worker = given.worker"
    private static let holderColumns: [(String, Dialect.ColumnType)] = [("job", .text), ("token", .integer), ("worker", .text)]

    private static func holder(_ lease: Lease) -> [SQLValue] {
        [.text(lease.job.id), SQLValue(lease.token), .text(lease.worker)]
    }

    private static func ids(_ rows: [SQLRow]) throws -> Set<Lease.ID> {
        Set(try rows.map { Lease.ID(job: try $0.string("id"), token: try $0.integer("lease_token")) })
    }

    private static func stage(_ row: SQLRow) throws -> Stage {
        guard let stage = Stage(rawValue: try row.string("queue")) else { throw StorageError(.corrupt, "A job has a queue that is not known.") }
        return stage
    }

    private static let noErrors = "[]"

    /// Most jobs have none, and decoding that would cost more than the rest of the row.
    private static func errors(_ text: String) throws -> [Job.Failure] {
        text == noErrors ? [] : try StoredJSON.value(text: text)
    }

    static func job(_ row: SQLRow) throws -> Job {
        guard let state = Job.State(rawValue: try row.string("state")) else {
            throw StorageError(.corrupt, "A job has a state that is not known.")
        }
        return Job(
            id: try row.string("id"), stage: try stage(row), review: try row.string("review"), course: try row.optionalString("course"), state: state,
            attempt: try row.integer("attempt"), leaseLosses: try row.integer("lease_losses"), runAt: try row.double("run_at"),
            progress: try row.optionalDouble("progress"), errors: try errors(row.string("errors")),
            createdAt: try row.double("created_at"), startedAt: try row.optionalDouble("started_at"),
            finishedAt: try row.optionalDouble("finished_at"))
    }
}
