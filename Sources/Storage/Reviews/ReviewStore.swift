package import ReviewModel

/// The statements on reviews. They run within the caller's transaction, so that they commit with what caused them.
package enum ReviewStore {
    /// Adds a review with every stage waiting.
    package static func insert(_ review: Review, _ session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO reviews (id, title, course, rubric, rubric_content, depth, state, created_at, transcribe, replaces)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(review.id), .text(review.title), SQLValue(review.course), .text(review.rubric.name),
                .text(try StoredJSON.text(review.rubric)), .text(review.depth.rawValue), .text(review.state.rawValue), .real(review.createdAt),
                SQLValue(review.transcribe), SQLValue(review.replaces),
            ])
        try ChangeLog.begin(review.id, version: review.version, session)
        try StageStore.insert(of: review.id, session)
    }

    package static func review(_ id: String, _ session: any SQLSession) throws -> Review? {
        try reviews([id], session).first
    }

    /// Those of the reviews that there are, in any order.
    ///
    /// - Parameter showsRunning: whether to tell stages that run from those that wait.
    package static func reviews(_ ids: [String], showsRunning: Bool = true, _ session: any SQLSession) throws -> [Review] {
        try reviews(
            "WHERE id IN (SELECT review FROM \(session.dialect.table([("review", .text)])) AS given)",
            [.table(ids.map { [.text($0)] })], showsRunning: showsRunning, session)
    }

    /// The review of the upload before: the one that the uploader named, else the newest of the same course and title.
    ///
    /// - Parameter condition: SQL that holds for reviews that count.
    static func predecessor(of review: Review, where condition: String, _ session: any SQLSession) throws -> Review? {
        if let named = review.replaces { return try reviews("WHERE id = ? AND \(condition)", [.text(named)], session).first }
        guard let course = review.course, !review.title.isEmpty else { return nil }
        return try reviews(
            "WHERE course = ? AND title = ? AND (created_at, id) < (?, ?) AND \(condition) ORDER BY created_at DESC, id DESC LIMIT 1",
            [.text(course), .text(review.title), .real(review.createdAt), .text(review.id)], session
        ).first
    }

    /// How far a review is, for those that only move it on: reading all that it carries would cost them more than the rest.
    package struct Standing: Sendable {
        package var id: String
        package var state: Review.State
        package var course: String?
        package var settled: Set<Stage> = []
    }

    /// In any order.
    package static func standings(of ids: [String], _ session: any SQLSession) throws -> [Standing] {
        guard !ids.isEmpty else { return [] }
        let rows = try session.query(
            """
            SELECT reviews.id, reviews.state AS review_state, course, stage, stages.state AS stage_state
            FROM \(session.dialect.table([("review", .text)])) AS given
                JOIN reviews ON reviews.id = given.review JOIN stages ON stages.review = given.review
            """,
            [.table(ids.map { [.text($0)] })])
        var standings: [String: Standing] = [:]
        for row in rows {
            let id = try row.string("id")
            let state: Review.StageStatus.State = try StoredJSON.raw(row.string("stage_state"))
            var standing =
                try standings[id]
                ?? Standing(id: id, state: StoredJSON.raw(row.string("review_state")), course: row.optionalString("course"))
            if state.isSettled { standing.settled.insert(try StoredJSON.raw(row.string("stage"))) }
            standings[id] = standing
        }
        return Array(standings.values)
    }

    /// The reviews that changed after a cursor, oldest change first, each with the cursor it stands at.
    package static func changed(after cursor: Int, limit: Int, _ session: any SQLSession) throws -> [(cursor: Int, review: Review)] {
        let changes = try session.query(
            "SELECT review, changed FROM changes WHERE changed > ? ORDER BY changed LIMIT ?", [SQLValue(cursor), SQLValue(limit)]
        ).map { (cursor: try $0.integer("changed"), review: try $0.string("review")) }
        let reviews = Dictionary(uniqueKeysWithValues: try reviews(changes.map(\.review), session).map { ($0.id, $0) })
        return changes.compactMap { change in reviews[change.review].map { (change.cursor, $0) } }
    }

    /// Which reviews a list shows.
    package struct Filter: Sendable {
        /// A page goes on after this one.
        package var before: (createdAt: Double, id: String)?
        /// nil for every course.
        package var courses: Set<String>?
        package var state: Review.State?

        package init(before: (createdAt: Double, id: String)? = nil, courses: Set<String>? = nil, state: Review.State? = nil) {
            self.before = before
            self.courses = courses
            self.state = state
        }
    }

    /// The newest reviews first.
    package static func list(_ filter: Filter, limit: Int, _ session: any SQLSession) throws -> [Review] {
        var (conditions, arguments): ([String], [SQLValue]) = ([], [])
        if let before = filter.before {
            conditions.append("(created_at, id) < (?, ?)")
            arguments += [.real(before.createdAt), .text(before.id)]
        }
        if let courses = filter.courses {
            conditions.append("course IN (SELECT course FROM \(session.dialect.table([("course", .text)])) AS given)")
            arguments.append(try .table(courses.sorted().map { [.text($0)] }))
        }
        if let state = filter.state {
            conditions.append("state = ?")
            arguments.append(.text(state.rawValue))
        }
        let clause = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND ")) "
        return try reviews(clause + "ORDER BY created_at DESC, id DESC LIMIT ?", arguments + [SQLValue(limit)], session)
    }

    /// Forgets a review and everything that was found. Its bytes stay for the sweep, because another review may have the same.
    ///
    /// - Returns: false where there is no such review.
    package static func delete(_ id: String, at now: Double, _ session: any SQLSession) throws -> Bool {
        try DiscardedBlobs.note(of: id, at: now, session)
        guard try session.execute("DELETE FROM reviews WHERE id = ?", [.text(id)]) > 0 else { return false }
        try ChangeLog.noteDeletion(of: id, at: now, session)
        return true
    }

    /// Notes the bytes that arrived. A review without a title takes the file's name.
    package static func setSource(_ source: Review.Source, of id: String, _ session: any SQLSession) throws {
        try session.execute(
            """
            UPDATE reviews SET file_name = ?, bytes = ?, sha256 = ?, origin = ?, origin_reference = ?, sender = ?, arrived_at = ?, state = ?,
                title = CASE WHEN title = '' THEN ? ELSE title END
            WHERE id = ?
            """,
            [
                .text(source.fileName), .integer(source.bytes), .text(source.sha256), SQLValue(source.way?.rawValue), SQLValue(source.reference),
                SQLValue(source.sender), SQLValue(source.arrivedAt), .text(Review.State.inProgress.rawValue), .text(source.fileName), .text(id),
            ])
        try ChangeLog.touch([id], session)
    }

    /// Opens a review that has ended, to be judged anew from what was measured.
    package static func reopen(_ id: String, rubric: Rubric, stages: [Stage], _ session: any SQLSession) throws {
        try session.execute(
            "UPDATE reviews SET state = ?, completed_at = NULL, problem = NULL, rubric = ?, rubric_content = ? WHERE id = ?",
            [.text(Review.State.inProgress.rawValue), .text(rubric.name), .text(try StoredJSON.text(rubric)), .text(id)])
        try StageStore.set(stages.map { .init(review: id, stage: $0, state: .waiting) }, session)
        try ChangeLog.touch([id], session)
    }

    package static func setMedia(_ media: MediaInfo, of id: String, _ session: any SQLSession) throws {
        try session.execute("UPDATE reviews SET media = ? WHERE id = ?", [.text(try StoredJSON.text(media)), .text(id)])
    }

    /// What becomes of a review; nil leaves what is there.
    package struct Ending: Sendable {
        package var review: String
        package var state: Review.State?
        package var problem: String?
        package var completedAt: Double?
        /// What the report says as a whole, for those who are told of the end.
        package var verdict: Report.Verdict?

        package init(
            review: String, state: Review.State?, problem: String? = nil, completedAt: Double? = nil, verdict: Report.Verdict? = nil
        ) {
            self.review = review
            self.state = state
            self.problem = problem
            self.completedAt = completedAt
            self.verdict = verdict
        }
    }

    /// Ends reviews, and has those told of it who want to be.
    package static func end(_ endings: [Ending], _ session: any SQLSession) throws {
        guard !endings.isEmpty else { return }
        let given = session.dialect.table([("review", .text), ("state", .text), ("problem", .text), ("completed_at", .real)])
        try session.execute(
            """
            UPDATE reviews SET state = COALESCE(given.state, reviews.state), problem = COALESCE(given.problem, reviews.problem),
                completed_at = COALESCE(given.completed_at, reviews.completed_at)
            FROM \(given) AS given WHERE reviews.id = given.review
            """,
            [.table(endings.map { [.text($0.review), SQLValue($0.state?.rawValue), SQLValue($0.problem), SQLValue($0.completedAt)] })])
        try EventOutbox.announce(endings, session)
    }

    private static func reviews(
        _ clause: String, _ arguments: [SQLValue], showsRunning: Bool = true, _ session: any SQLSession
    ) throws -> [Review] {
        let rows = try session.query("SELECT * FROM reviews JOIN changes ON changes.review = reviews.id " + clause, arguments)
        let stages = try StageStore.statuses(of: rows.map { try $0.string("id") }, showsRunning: showsRunning, session)
        var rubrics: [String: Rubric] = [:]
        return try rows.map { row in
            let content = try row.optionalString("rubric_content") ?? ""
            let rubric = try rubrics[content] ?? rubric(row)
            rubrics[content] = content.isEmpty ? nil : rubric
            return try review(row, rubric, stages[row.string("id")] ?? [])
        }
    }

    private static func review(_ row: SQLRow, _ rubric: Rubric, _ stages: [Review.StageStatus]) throws -> Review {
        Review(
            id: try row.string("id"),
            title: try row.string("title"),
            course: try row.optionalString("course"),
            rubric: rubric,
            depth: try StoredJSON.raw(row.string("depth")),
            state: try StoredJSON.raw(row.string("state")),
            version: try row.integer("version"),
            createdAt: try row.double("created_at"),
            completedAt: try row.optionalDouble("completed_at"),
            transcribe: try row.boolean("transcribe"),
            source: try source(row),
            media: try row.optionalString("media").map { try StoredJSON.value(text: $0) },
            problem: try row.optionalString("problem"),
            replaces: try row.optionalString("replaces"),
            stages: stages)
    }

    /// A review from before rubrics were kept whole has the built-in one of its name.
    private static func rubric(_ row: SQLRow) throws -> Rubric {
        if let content = try row.optionalString("rubric_content") { return try StoredJSON.value(text: content) }
        return RubricCatalogue()[try row.string("rubric")] ?? .lecture
    }

    private static func source(_ row: SQLRow) throws -> Review.Source? {
        guard let fileName = try row.optionalString("file_name"), let sha256 = try row.optionalString("sha256") else { return nil }
        return Review.Source(
            fileName: fileName, bytes: Int64(try row.integer("bytes")), sha256: sha256,
            way: try row.optionalString("origin").map { try StoredJSON.raw($0) }, reference: try row.optionalString("origin_reference"),
            sender: try row.optionalString("sender"), arrivedAt: try row.optionalDouble("arrived_at"))
    }
}
