package import ReviewModel

/// The statements on reviews and their stages. They run within the caller's transaction, so that they commit with what caused them.
package enum ReviewStore {
    /// Adds a review with every stage waiting.
    package static func insert(_ review: Review, _ session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO reviews (id, title, course, rubric, rubric_content, depth, state, version, changed, created_at, transcribe)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(review.id), .text(review.title), SQLValue(review.course), .text(review.rubric.name),
                .text(try StoredJSON.text(review.rubric)), .text(review.depth.rawValue), .text(review.state.rawValue), SQLValue(review.version),
                .integer(try nextChange(session)), .real(review.createdAt), SQLValue(review.transcribe),
            ])
        for stage in Stage.allCases {
            try session.execute(
                "INSERT INTO stages (review, stage, state) VALUES (?, ?, ?)",
                [.text(review.id), .text(stage.rawValue), .text(Review.StageStatus.State.waiting.rawValue)])
        }
    }

    package static func review(_ id: String, _ session: any SQLSession) throws -> Review? {
        try reviews("WHERE id = ?", [.text(id)], session).first
    }

    /// How far a review is, for those that only move it on: reading all that it carries would cost them more than the rest.
    package struct Standing: Sendable {
        package var state: Review.State
        package var course: String?
        package var settled: Set<Stage> = []
    }

    package static func standing(of id: String, _ session: any SQLSession) throws -> Standing? {
        let rows = try session.query(
            """
            SELECT reviews.state AS review_state, course, stage, stages.state AS stage_state
            FROM reviews JOIN stages ON stages.review = reviews.id WHERE reviews.id = ?
            """,
            [.text(id)])
        guard let first = rows.first else { return nil }
        var standing = Standing(state: try StoredJSON.raw(first.string("review_state")), course: try first.optionalString("course"))
        for row in rows {
            let state: Review.StageStatus.State = try StoredJSON.raw(row.string("stage_state"))
            if state.isSettled { standing.settled.insert(try StoredJSON.raw(row.string("stage"))) }
        }
        return standing
    }

    /// The reviews that changed after a cursor, oldest change first, each with the cursor it stands at.
    package static func changed(after cursor: Int, limit: Int, _ session: any SQLSession) throws -> [(cursor: Int, review: Review)] {
        let rows = try session.query(
            "SELECT * FROM reviews WHERE changed > ? ORDER BY changed LIMIT ?", [SQLValue(cursor), SQLValue(limit)])
        return try rows.map { (try $0.integer("changed"), try review($0, session)) }
    }

    /// The cursor of the newest change.
    package static func newestChange(_ session: any SQLSession) throws -> Int {
        try session.query("SELECT value FROM counters WHERE name = 'changes'").first?.integer("value") ?? 0
    }

    /// The newest reviews first, those created before `before` where given.
    package static func list(before: (createdAt: Double, id: String)?, limit: Int, _ session: any SQLSession) throws -> [Review] {
        let order = "ORDER BY created_at DESC, id DESC LIMIT ?"
        guard let before else { return try reviews(order, [SQLValue(limit)], session) }
        return try reviews(
            "WHERE (created_at, id) < (?, ?) " + order, [.real(before.createdAt), .text(before.id), SQLValue(limit)], session)
    }

    /// Notes the bytes that arrived. A review without a title takes the file's name.
    package static func setSource(_ source: Review.Source, of id: String, _ session: any SQLSession) throws {
        try session.execute(
            """
            UPDATE reviews SET file_name = ?, bytes = ?, sha256 = ?, state = ?, title = CASE WHEN title = '' THEN ? ELSE title END WHERE id = ?
            """,
            [
                .text(source.fileName), .integer(source.bytes), .text(source.sha256), .text(Review.State.inProgress.rawValue),
                .text(source.fileName), .text(id),
            ])
        try touch(id, session)
    }

    /// Opens a review that has ended, to be judged anew from what was measured.
    package static func reopen(_ id: String, rubric: Rubric, stages: [Stage], _ session: any SQLSession) throws {
        try session.execute(
            "UPDATE reviews SET state = ?, completed_at = NULL, problem = NULL, rubric = ?, rubric_content = ? WHERE id = ?",
            [.text(Review.State.inProgress.rawValue), .text(rubric.name), .text(try StoredJSON.text(rubric)), .text(id)])
        for stage in stages { try setStage(.init(stage: stage, state: .waiting), of: id, session) }
        try touch(id, session)
    }

    package static func setMedia(_ media: MediaInfo, of id: String, _ session: any SQLSession) throws {
        try session.execute("UPDATE reviews SET media = ? WHERE id = ?", [.text(try StoredJSON.text(media)), .text(id)])
    }

    package static func setState(
        _ state: Review.State, problem: String? = nil, completedAt: Double? = nil, of id: String, _ session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE reviews SET state = ?, problem = COALESCE(?, problem), completed_at = COALESCE(?, completed_at) WHERE id = ?",
            [.text(state.rawValue), SQLValue(problem), SQLValue(completedAt), .text(id)])
    }

    package static func setStage(_ status: Review.StageStatus, of id: String, _ session: any SQLSession) throws {
        try session.execute(
            "UPDATE stages SET state = ?, progress = ?, reason = ? WHERE review = ? AND stage = ?",
            [
                .text(status.state.rawValue), SQLValue(status.progress), SQLValue(status.reason), .text(id), .text(status.stage.rawValue),
            ])
    }

    /// Notes how far a running stage is; false where that is no news.
    package static func setProgress(_ progress: Double, of stage: Stage, of id: String, _ session: any SQLSession) throws -> Bool {
        try session.execute(
            "UPDATE stages SET progress = ? WHERE review = ? AND stage = ? AND (progress IS NULL OR progress <> ?)",
            [.real(progress), .text(id), .text(stage.rawValue), .real(progress)]) == 1
    }

    /// Gives a review its next version and moves it to the head of the change cursor; once per transaction that changes it.
    package static func touch(_ id: String, _ session: any SQLSession) throws {
        try session.execute(
            "UPDATE reviews SET version = version + 1, changed = ? WHERE id = ?", [.integer(try nextChange(session)), .text(id)])
    }

    /// The counter's row serialises writers, so cursors become visible in their order.
    private static func nextChange(_ session: any SQLSession) throws -> Int64 {
        let rows = try session.query("UPDATE counters SET value = value + 1 WHERE name = 'changes' RETURNING value")
        return Int64(try rows.first?.integer("value") ?? 0)
    }

    private static func reviews(_ clause: String, _ arguments: [SQLValue], _ session: any SQLSession) throws -> [Review] {
        try session.query("SELECT * FROM reviews " + clause, arguments).map { try review($0, session) }
    }

    private static func review(_ row: SQLRow, _ session: any SQLSession) throws -> Review {
        let id = try row.string("id")
        return Review(
            id: id,
            title: try row.string("title"),
            course: try row.optionalString("course"),
            rubric: try rubric(row),
            depth: try StoredJSON.raw(row.string("depth")),
            state: try StoredJSON.raw(row.string("state")),
            version: try row.integer("version"),
            createdAt: try row.double("created_at"),
            completedAt: try row.optionalDouble("completed_at"),
            transcribe: try row.boolean("transcribe"),
            source: try source(row),
            media: try row.optionalString("media").map { try StoredJSON.value(text: $0) },
            problem: try row.optionalString("problem"),
            stages: try stages(of: id, session))
    }

    /// A review from before rubrics were kept whole has the built-in one of its name.
    private static func rubric(_ row: SQLRow) throws -> Rubric {
        if let content = try row.optionalString("rubric_content") { return try StoredJSON.value(text: content) }
        return RubricCatalogue()[try row.string("rubric")] ?? .lecture
    }

    private static func source(_ row: SQLRow) throws -> Review.Source? {
        guard let fileName = try row.optionalString("file_name"), let sha256 = try row.optionalString("sha256") else { return nil }
        return Review.Source(fileName: fileName, bytes: Int64(try row.integer("bytes")), sha256: sha256)
    }

    private static func stages(of id: String, _ session: any SQLSession) throws -> [Review.StageStatus] {
        let statuses = try session.query("SELECT * FROM stages WHERE review = ?", [.text(id)]).map { row in
            Review.StageStatus(
                stage: try StoredJSON.raw(row.string("stage")), state: try StoredJSON.raw(row.string("state")),
                progress: try row.optionalDouble("progress"), reason: try row.optionalString("reason"))
        }
        return Stage.allCases.compactMap { stage in statuses.first { $0.stage == stage } }
    }
}
