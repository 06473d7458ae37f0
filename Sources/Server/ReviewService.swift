internal import HTTPTypes
package import Ingest
internal import JobQueue
package import ReviewModel
internal import Storage

/// What the routes do to reviews, apart from HTTP.
package struct ReviewService: Sendable {
    package let uploads: UploadEngine
    package let board: ReviewBoard
    package let rubrics: RubricCatalogue

    package init(uploads: UploadEngine, board: ReviewBoard, rubrics: RubricCatalogue = RubricCatalogue()) {
        self.uploads = uploads
        self.board = board
        self.rubrics = rubrics
    }

    var queue: JobQueue { uploads.queue }
    var blobs: any BlobStore { uploads.blobs }

    var results: ResultReader { ResultReader(database: queue.database) }

    /// The review that somebody wishes for, not stored yet.
    ///
    /// - Throws: `Problem`.
    func review(of wish: ReviewWish) throws -> Review {
        try wish.check()
        let now = queue.clock.now
        return Review(
            id: Identifier.make(at: now), title: wish.title ?? "", course: wish.course, rubric: try rubric(wish.rubric ?? Rubric.lecture.name),
            depth: wish.depth ?? .full, createdAt: now, transcribe: wish.transcribe ?? true)
    }

    @discardableResult
    package func create(_ review: Review) async throws -> ReviewBoard.Entry {
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
