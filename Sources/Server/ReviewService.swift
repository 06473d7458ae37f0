internal import HTTPTypes
package import JobQueue
package import ReviewModel
package import Storage

/// What the routes do to reviews, apart from HTTP.
package struct ReviewService: Sendable {
    package let queue: JobQueue
    package let blobs: any BlobStore
    package let board: ReviewBoard
    package let rubrics: RubricCatalogue
    /// The most bytes that a recording may have.
    package let uploadLimit: Int64

    package init(
        queue: JobQueue, blobs: any BlobStore, board: ReviewBoard, rubrics: RubricCatalogue = RubricCatalogue(), uploadLimit: Int64 = 50 << 30
    ) {
        self.queue = queue
        self.blobs = blobs
        self.board = board
        self.rubrics = rubrics
        self.uploadLimit = uploadLimit
    }

    var results: ResultReader { ResultReader(database: queue.database) }

    package func create(
        title: String, course: String?, rubric: Rubric, depth: Depth, transcribe: Bool
    ) async throws -> ReviewBoard.Entry {
        let now = queue.clock.now
        let review = Review(
            id: Identifier.make(at: now), title: title, course: course, rubric: rubric, depth: depth, createdAt: now,
            transcribe: transcribe)
        try await queue.database.write { try ReviewStore.insert(review, $0) }
        return try await refresh(review.id)
    }

    /// From memory; an older review is read once.
    func entry(_ id: String) async throws -> ReviewBoard.Entry {
        if let entry = board[id] { return entry }
        return try await refresh(id)
    }

    func refresh(_ id: String) async throws -> ReviewBoard.Entry {
        guard let review = try await queue.database.read({ try ReviewStore.review(id, $0) }) else { throw Problem.reviewNotFound(id) }
        return try board.show(review)
    }

    /// The rubric of a name.
    func rubric(_ name: String) throws -> Rubric {
        guard let rubric = rubrics[name] else { throw Problem.unknownRubric(rubrics.objection(to: name)) }
        return rubric
    }

    /// Judges a review with a report by another rubric; the recording is not decoded again.
    func judgeAgain(_ id: String, by rubric: Rubric) async throws -> ReviewBoard.Entry {
        let entry = try await entry(id)
        guard try await queue.judgeAgain(review: id, by: rubric) else { throw Problem.nothingToJudge(entry.review.state) }
        return try await refresh(id)
    }

    func cancel(_ id: String) async throws -> ReviewBoard.Entry {
        _ = try await queue.cancel(review: id)
        return try await refresh(id)
    }

    /// The newest first; `next` goes on where a page ends.
    func list(cursor: String?, limit: Int) async throws -> (reviews: [Review], next: String?) {
        let before = try cursor.map(Self.position)
        let reviews = try await queue.database.read { try ReviewStore.list(before: before, limit: limit + 1, $0) }
        guard reviews.count > limit, let last = reviews.dropLast().last else { return (reviews, nil) }
        return (Array(reviews.dropLast()), "\(last.createdAt):\(last.id)")
    }

    private static func position(_ cursor: String) throws -> (createdAt: Double, id: String) {
        let parts = cursor.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let createdAt = Double(parts[0]) else {
            throw Problem(
                .badRequest, "invalid-cursor", title: "Unknown page", detail: "Use the address of the Link header as it is to go on.")
        }
        return (createdAt, String(parts[1]))
    }
}
