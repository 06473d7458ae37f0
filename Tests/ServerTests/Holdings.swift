import JobQueue
import NIOCore
import ReviewModel
import Storage
import Testing

/// What a course of the fixture has: reviews in the states that matter, with what hangs on them.
struct Holdings: Sendable {
    let course: String
    /// Ids of reviews.
    let awaiting: String
    let running: String
    /// Its first job is dead.
    let failing: String
    /// With a report, a transcript, a still and measurements.
    let completed: String
    let cancelled: String
    /// For the review that waits.
    let upload: String
    let deadJob: String
    /// To the completed review.
    let link: AccessFixture.Issued
    /// For the course. It is to be told of the completed review.
    let webhook: String

    /// The id of the finding in the report, and the moment of its still.
    static let finding = "video.black-1"
    static let moment = "1.500"

    var reviews: Set<String> { [awaiting, running, failing, completed, cancelled] }

    /// The paths of the completed review and what hangs on it.
    var path: String { "/v1/reviews/\(completed)" }

    static func make(_ course: String, _ queue: JobQueue, _ blobs: FileBlobStore) async throws -> Holdings {
        let now = queue.clock.now
        func review(_ title: String, age: Double, _ state: Review.State = .awaitingMedia) -> Review {
            Review(id: Identifier.make(at: now - age), title: "\(course), \(title)", course: course, state: state, createdAt: now - age)
        }
        let (awaiting, running, failing) = (review("awaiting", age: 1), review("running", age: 2), review("failing", age: 3))
        let (completed, cancelled) = (review("completed", age: 4), review("cancelled", age: 5, .cancelled))
        let source = source(of: course, try await blobs.store(ByteBuffer(string: "abc")))
        let still = try await blobs.store(ByteBuffer(string: "a picture"))
        let results = try results(of: completed, still: still.sha256).map { try $0.encoded() }
        let upload = Upload(
            id: Identifier.make(at: now), review: awaiting.id, arrival: Arrival(way: .tus, fileName: "next.mp4", sender: "somebody of \(course)"),
            length: 10, createdAt: now, expiresAt: now + 86_400)
        let webhook = Webhook(id: Identifier.make(at: now), url: "https://hooks.test/\(course)", course: course, createdAt: now)
        try await queue.database.write { session in
            try WebhookStore.insert(webhook, secret: "whsec_\(course)", session)
            for review in [awaiting, running, failing, completed, cancelled] { try ReviewStore.insert(review, session) }
            try UploadStore.insert(upload, session)
            _ = try queue.accept(source, for: failing.id, at: now, session)
            try ReviewStore.setSource(source, of: completed.id, session)
            try ReviewStore.setMedia(
                MediaInfo(container: "mov", duration: 2, bytes: 3, audio: .init(codec: "aac", sampleRate: 48_000, channels: 2)), of: completed.id,
                session)
            try StageStore.set(Stage.allCases.map { StageStore.Update(review: completed.id, stage: $0, state: .measured) }, session)
            for result in results { try ResultStore.save(result, of: completed.id, session) }
            try ReviewStore.end([ReviewStore.Ending(review: completed.id, state: .completed, completedAt: now)], session)
        }
        let leases = try await queue.claim(.ingest, worker: "w", limit: 10)
        let lease = try #require(leases.first)
        try #require(lease.job.review == failing.id)
        try await queue.fail(lease, PermanentFailure("The disk is on fire."))
        let link = try await AccessFixture.issue(
            "link for \(completed.id)", [], review: completed.id, until: now + 3_600, at: now, in: queue.database)
        return Holdings(
            course: course, awaiting: awaiting.id, running: running.id, failing: failing.id, completed: completed.id, cancelled: cancelled.id,
            upload: upload.id, deadJob: lease.job.id, link: link, webhook: webhook.id)
    }

    /// Takes a recording in for the review that runs. Apart, so that its job does not stand in the way of those that are to die.
    func begin(_ queue: JobQueue) async throws {
        let review = try await queue.database.read { try ReviewStore.review(completed, $0) }
        let source = try #require(review?.source)
        let isAccepted = try await queue.accept(source, for: running)
        try #require(isAccepted)
    }

    private static func source(of course: String, _ blob: Blob) -> Review.Source {
        Review.Source(fileName: "\(course).mp4", bytes: blob.bytes, sha256: blob.sha256, way: .put, sender: "somebody of \(course)")
    }

    private static func results(of review: Review, still: String) -> [StageResult] {
        let range = TimeRange(start: 1, end: 2)
        let transcript = Transcript(
            language: "en", engine: "test",
            segments: [Transcript.Segment(range: range, words: [Transcript.Word(text: "Hello.", range: range, confidence: 1)])], speech: [range])
        let item = Report.Item(
            id: finding, code: .videoBlack, severity: .mustFix, title: "Black picture", ranges: [range], measured: Quantity(1, .seconds),
            threshold: nil, confidence: 1, why: "Nothing is seen.", fix: Report.Fix(effort: .edit, minutes: 1, steps: ["Cut it out."]),
            evidence: [Report.Evidence(kind: .frame, time: 1.5, href: "frames/\(moment).jpg")])
        let report = Report(
            review: Report.About(
                id: review.id, title: review.title, course: review.course, rubric: review.rubric.name, state: .completed,
                createdAt: InternetTime.text(review.createdAt), completedAt: nil),
            media: nil, coverage: [Coverage(stage: .quality, state: .measured)], verdict: .fixRequired, findings: [item],
            measurements: Report.Figures(), transcript: Report.TranscriptSummary(transcript: transcript, href: ["vtt": "transcript.vtt"]))
        // What a script can mend.
        let quiet = Finding(.audioLoudnessLow, .shouldFix, measured: Quantity(-26, .loudness), confidence: 1)
        return [
            .report(report), .transcript(transcript), .stills([1_500: still]), .measurements(MeasurementSet()), .findings([quiet], by: .quality),
        ]
    }
}
