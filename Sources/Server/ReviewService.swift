package import Feedback
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
    /// nil where recordings are not fetched from addresses.
    let fetches: FetchDesk?

    package init(uploads: UploadEngine, board: ReviewBoard, rubrics: RubricCatalogue = RubricCatalogue(), fetches: FetchDesk? = nil) {
        self.uploads = uploads
        self.board = board
        self.rubrics = rubrics
        self.fetches = fetches
    }

    var queue: JobQueue { uploads.queue }
    var blobs: any BlobStore { uploads.blobs }

    var results: ResultReader { ResultReader(database: queue.database) }

    /// The review that somebody wishes for, not stored yet. Who serves one course alone need not name it.
    ///
    /// - Throws: `Problem`.
    func review(of wish: ReviewWish, for principal: Principal) async throws -> Review {
        try wish.check()
        var course = wish.course.flatMap { $0.isEmpty ? nil : $0 }
        if course == nil, case .courses(let courses) = principal.scope, courses.count == 1 { course = courses.first }
        guard principal.serves(course: course) else { throw Problem.otherCourse(principal) }
        // What somebody cannot see they cannot replace, and an id that leads nowhere is a slip.
        if let replaced = wish.replaces { _ = try await entry(replaced, seenBy: principal) }
        let now = queue.clock.now
        return Review(
            id: Identifier.make(at: now), title: wish.title ?? "", course: course, rubric: try rubric(wish.rubric ?? Rubric.lecture.name),
            depth: wish.depth ?? .full, createdAt: now, transcribe: wish.transcribe ?? true, replaces: wish.replaces)
    }

    /// Stores a review, once for a key; with an address, its recording is fetched.
    ///
    /// - Throws: `Problem`.
    package func create(_ review: Review, fetching address: String? = nil, once key: IdempotencyKey? = nil, by sender: String? = nil) async throws
        -> ReviewBoard.Entry
    {
        let now = queue.clock.now
        if let key, let entry = try await created(before: key) { return entry }
        do {
            if let address {
                guard let fetches else { throw Problem.noFetching }
                try await fetches.begin(address, for: review, by: sender) { try key?.note(review.id, at: now, $0) }
            } else {
                try await queue.database.write { session in
                    try ReviewStore.insert(review, session)
                    try key?.note(review.id, at: now, session)
                }
            }
        } catch let error as StorageError where error.code == .constraint {
            // The same request runs beside this one.
            guard let key, let entry = try await created(before: key) else { throw error }
            return entry
        }
        queue.signals.reviewsChanged()
        return try await refresh(review.id)
    }

    private func created(before key: IdempotencyKey) async throws -> ReviewBoard.Entry? {
        let now = queue.clock.now
        guard let before = try await queue.database.read({ try key.find(at: now, $0) }) else { return nil }
        guard before.fingerprint == key.fingerprint else { throw Problem.keyReused }
        return try await entry(before.review, seenBy: key.owner)
    }

    /// From memory; an older review is read once. To those who may not see it, it does not exist.
    func entry(_ id: String, seenBy principal: Principal) async throws -> ReviewBoard.Entry {
        if let shown = try shown(id, to: principal) { return shown }
        let entry = try await refresh(id)
        guard principal.sees(review: id, course: entry.review.course) else { throw Problem.reviewNotFound(id) }
        return entry
    }

    /// What is in memory of a review; nil where nothing is.
    ///
    /// - Throws: `Problem` where somebody may not see it.
    func shown(_ id: String, to principal: Principal) throws -> ReviewBoard.Entry? {
        guard let shown = board[id] else { return nil }
        guard principal.sees(review: id, course: shown.review.course) else { throw Problem.reviewNotFound(id) }
        return shown
    }

    func refresh(_ id: String) async throws -> ReviewBoard.Entry {
        // PostgreSQL takes no text with NUL.
        guard !id.utf8.contains(0), let review = try await queue.database.read({ try ReviewStore.review(id, $0) }) else {
            throw Problem.reviewNotFound(id)
        }
        return try board.show(review)
    }

    /// The entry once `isNews` holds for it, or as it is after some seconds.
    func entry(_ id: String, seenBy principal: Principal, within seconds: Int, until isNews: (ReviewBoard.Entry) -> Bool) async throws
        -> ReviewBoard.Entry
    {
        let news = board.watchers.news(of: id, within: seconds)
        var entry = try await entry(id, seenBy: principal)
        if isNews(entry) { return entry }
        for await _ in news {
            entry = try await self.entry(id, seenBy: principal)
            if isNews(entry) { break }
        }
        return entry
    }

    /// The rubric of a name.
    func rubric(_ name: String) throws -> Rubric {
        guard let rubric = rubrics[name] else { throw Problem.unknownRubric(rubrics.objection(to: name)) }
        return rubric
    }

    /// Judges a review with a report by another rubric; the recording is not decoded again.
    func judgeAgain(_ review: Review, by rubric: Rubric) async throws -> ReviewBoard.Entry {
        guard try await queue.judgeAgain(review: review.id, by: rubric) else { throw Problem.nothingToJudge(review.state) }
        return try await refresh(review.id)
    }

    func cancel(_ id: String) async throws -> ReviewBoard.Entry {
        _ = try await queue.cancel(review: id)
        return try await refresh(id)
    }

    /// Forgets a review; its recording goes with the next sweep, unless another review has the same.
    func delete(_ id: String) async throws {
        guard try await queue.delete(review: id) else { throw Problem.reviewNotFound(id) }
        board.forget(id)
    }

    /// The report as stored, or what is known before the last stage has run, with what instructors said to it and with the transcript as they
    /// corrected it. Findings, figures and the plan stay those of what was recognised. What is stored is English; in other languages it is made
    /// again of the same results.
    package func report(of review: Review, in language: ReportLanguage = .english) async throws -> Report {
        let (responses, corrections) = try await queue.database.read { session in
            (try ResponseStore.all(of: review.id, session), try CorrectionStore.all(of: review.id, session))
        }
        let stored = language == .english ? try await results.report(of: review.id) : nil
        var report: Report
        if let stored {
            report = stored
        } else {
            report = ReportMaker(
                review: review, findings: try await results.findings(of: review.id), measurements: try await results.measurements(of: review.id),
                transcript: try await results.transcript(of: review.id), stills: try await results.stills(of: review.id),
                comparison: try await results.comparison(of: review.id), language: language
            ).report()
        }
        // A transcript is long, and hardly any is corrected.
        if !corrections.isEmpty, let transcript = try await results.transcript(of: review.id) {
            let (corrected, _) = transcript.corrected(by: corrections)
            report.transcript = report.transcript.map { Report.TranscriptSummary(transcript: corrected, href: $0.href) }
        }
        return responses.isEmpty ? report : Explainer.summed(report.answered(responses), in: language)
    }

    /// What is said in a recording, as people corrected it; nil where that is not known.
    func spoken(in id: String) async throws -> SpokenTranscript? {
        let found = try await queue.database.read { session -> (Transcript, [Correction])? in
            guard let transcript = try ResultStore.transcript(of: id, session) else { return nil }
            return (transcript, try CorrectionStore.all(of: id, session))
        }
        guard let (transcript, corrections) = found else { return nil }
        let (corrected, segments) = transcript.corrected(by: corrections)
        return SpokenTranscript(transcript: corrected, recognised: transcript, corrected: segments)
    }

    /// Notes what somebody says to a finding.
    func respond(_ response: FindingResponse, to finding: String, of id: String) async throws -> ReviewBoard.Entry {
        guard try await report(of: try await refresh(id).review).findings.contains(where: { $0.id == finding }) else {
            throw Problem(
                .notFound, "finding-not-found", title: "No such finding", detail: "The report's findings have the ids that there are.")
        }
        try await queue.database.write { try ResponseStore.set(response, to: finding, of: id, $0) }
        queue.signals.reviewsChanged()
        return try await refresh(id)
    }

    /// The newest first; `next` goes on where a page ends.
    func list(course: String?, state: Review.State?, cursor: String?, limit: Int, seenBy principal: Principal) async throws
        -> (reviews: [Review], next: String?)
    {
        var filter = ReviewStore.Filter(before: try cursor.map(Self.position), courses: course.map { [$0] }, state: state)
        switch principal.scope {
        case .all: break
        case .courses(let own): filter.courses = filter.courses?.intersection(own) ?? own
        case .review: filter.courses = []
        }
        let chosen = filter
        let reviews = try await queue.database.read { try ReviewStore.list(chosen, limit: limit + 1, $0) }
        guard reviews.count > limit, let last = reviews.dropLast().last else { return (reviews, nil) }
        return (Array(reviews.dropLast()), "\(last.createdAt):\(last.id)")
    }

    private static func position(_ cursor: String) throws -> (createdAt: Double, id: String) {
        let parts = cursor.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let createdAt = Double(parts[0]), createdAt.isFinite, !parts[1].utf8.contains(0) else {
            throw Problem.invalidParameter("cursor", "Use the address of the Link header as it is to go on.")
        }
        return (createdAt, String(parts[1]))
    }
}

/// A transcript with what people have made of it.
struct SpokenTranscript: Sendable {
    var transcript: Transcript
    /// As the recogniser had it.
    var recognised: Transcript
    /// The segments that were corrected, by their places.
    var corrected: Set<Int>
}
