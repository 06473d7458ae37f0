internal import Feedback
internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import ReviewModel
internal import Storage

/// What people correct in a transcript. Captions and all else that is made of it then say the same.
struct CorrectionRoutes {
    let service: ReviewService

    func add(to routes: inout RouteTable) {
        routes.put("v1/reviews/{id}/transcript", .respond, correct)
    }

    private struct Wish: Decodable {
        var segments: [Change]
    }

    private struct Change: Decodable {
        /// The segment's place in the transcript, from 0.
        var index: Int
        /// What is said; absent for what was recognised.
        var text: String?
        /// What stood there for whoever wrote it; absent where it may take the place of anything.
        var was: String?
    }

    /// A segment as it reads.
    private struct Segment: Encodable {
        var index: Int
        var text: String
    }

    private struct Corrected: Encodable {
        var segments: [Segment]
    }

    /// Segments in one request.
    private static let most = 500
    private static let longest = 2_000

    /// Changes the segments that it names, all or none, and shows every one that differs from what was recognised.
    @Sendable
    private func correct(_ request: Request, _ context: APIContext) async throws -> Response {
        let review = try await service.entry(try context.parameters.require("id"), seenBy: context.principal).review
        let form = "segments (a list of {\"index\": a number, \"text\": a string, \"was\": a string})"
        guard let wish = try await request.object(Wish.self, keys: ["segments"], form: form), !wish.segments.isEmpty else {
            throw Problem(.badRequest, "empty-body", title: "There are no corrections", detail: "Send a JSON object with \(form).")
        }
        guard let spoken = try await service.spoken(in: review.id) else { throw ReportRoutes.noTranscript(of: review) }
        let corrections = try corrections(wish, of: spoken.recognised, by: context.principal)
        try await service.queue.database.write { session in
            // Whoever was faster has committed by now.
            let present = spoken.recognised.corrected(by: try CorrectionStore.all(of: review.id, session)).transcript
            try Self.check(wish, against: present)
            try CorrectionStore.set(corrections, of: review.id, session)
        }
        service.queue.signals.reviewsChanged()
        _ = try await service.refresh(review.id)
        guard let now = try await service.spoken(in: review.id) else { throw ReportRoutes.noTranscript(of: review) }
        let segments = now.corrected.sorted().map { Segment(index: $0, text: now.transcript.segments[$0].text) }
        return try .json(Corrected(segments: segments), headers: [.cacheControl: "no-store"])
    }

    private func corrections(_ wish: Wish, of transcript: Transcript, by principal: Principal) throws -> [Correction] {
        guard wish.segments.count <= Self.most else {
            throw Problem(
                .unprocessableContent, "segment", title: "Too many segments", detail: "Correct up to \(Self.most) segments in one request.")
        }
        guard Set(wish.segments.map(\.index)).count == wish.segments.count else {
            throw Problem(.unprocessableContent, "segment", title: "A segment comes twice", detail: "Name each segment once in a request.")
        }
        let now = service.queue.clock.now
        return try wish.segments.map { segment in
            guard transcript.segments.indices.contains(segment.index) else {
                throw Problem(
                    .unprocessableContent, "segment", title: "No such segment",
                    detail: "The transcript has \(transcript.segments.count) segments, counted from 0; there is no \(segment.index).")
            }
            let original = transcript.segments[segment.index].text
            let text = (segment.text ?? original).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            guard text.unicodeScalars.count <= Self.longest else { throw Problem.tooLong("text", limit: Self.longest) }
            guard !text.utf8.contains(0) else { throw Problem.hasNUL("text") }
            return Correction(segment: segment.index, original: original, text: text, actor: principal.name, correctedAt: now)
        }
    }

    /// Refuses what was written over other words than those that stand there, so that nobody's work is lost unseen.
    ///
    /// - Parameter transcript: the present one, which has every segment of the wish.
    /// - Throws: `Problem`, with what the segments in question say by now.
    private static func check(_ wish: Wish, against transcript: Transcript) throws {
        let changed = wish.segments.compactMap { change -> Segment? in
            let text = transcript.segments[change.index].text
            guard let was = change.was, shown(was) != shown(text) else { return nil }
            return Segment(index: change.index, text: text)
        }
        guard !changed.isEmpty else { return }
        let numbers = changed.map { "\($0.index)" }.joined(separator: ", ")
        var problem = Problem(
            .conflict, "transcript-changed", title: "Somebody else has changed the transcript",
            detail: "These segments read otherwise than your request says: \(numbers). Nothing of it was kept. segments has what they say by now; "
                + "send that as \"was\" to put yours in its place.")
        problem.members = ["segments": changed]
        throw problem
    }

    /// A text as far as a page shows it: there, spaces and what cannot be printed may look like others.
    private static func shown(_ text: String) -> String {
        Printed.oneLine(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
