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
        var segments: [Segment]
    }

    private struct Segment: Codable {
        /// Its place in the transcript, from 0.
        var index: Int
        /// What is said; absent for what was recognised.
        var text: String?
    }

    private struct Corrected: Encodable {
        var segments: [Segment]
    }

    /// Segments in one request.
    private static let most = 500
    private static let longest = 2_000

    /// Changes the segments that it names, and shows every one that differs from what was recognised.
    @Sendable
    private func correct(_ request: Request, _ context: APIContext) async throws -> Response {
        let review = try await service.entry(try context.parameters.require("id"), seenBy: context.principal).review
        let form = "segments (a list of {\"index\": a number, \"text\": a string})"
        guard let wish = try await request.object(Wish.self, keys: ["segments"], form: form), !wish.segments.isEmpty else {
            throw Problem(.badRequest, "empty-body", title: "There are no corrections", detail: "Send a JSON object with \(form).")
        }
        guard let spoken = try await service.spoken(in: review.id) else { throw ReportRoutes.noTranscript(of: review) }
        let corrections = try corrections(wish, of: spoken.recognised, by: context.principal)
        try await service.queue.database.write { try CorrectionStore.set(corrections, of: review.id, $0) }
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
}
