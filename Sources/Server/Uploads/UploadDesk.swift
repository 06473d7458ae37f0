internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Ingest
internal import ReviewModel

/// What the ways to upload have in common: who the recording is for, what it is called, and how its review is told of.
struct UploadDesk: Sendable {
    let service: ReviewService

    var engine: UploadEngine { service.uploads }

    /// The review that an upload is for: the one that its fields name, or a new one.
    ///
    /// - Throws: `Problem`.
    func purpose(_ fields: [String: String]) throws -> NewUpload.Purpose {
        if let id = fields["review"], !id.isEmpty { return .review(id) }
        return .newReview(try service.review(of: try ReviewWish(fields: fields)))
    }

    /// The review as a complete upload has changed it; nil where there is more to come, or it is a part.
    ///
    /// - Throws: `Problem` where the review did not take the recording.
    func settle(_ upload: Upload) async throws -> ReviewBoard.Entry? {
        guard let id = upload.review, upload.state == .finished else { return nil }
        let entry = try await service.refresh(id)
        guard entry.review.state != .cancelled else { throw Problem.cancelled }
        // The same bytes sent again, because an answer was lost for example, are no fault.
        guard entry.review.source?.sha256 == upload.sha256 else { throw Problem.hasRecording }
        return entry
    }

    /// What tells a client where the review of an upload is.
    func link(_ upload: Upload) -> HTTPFields {
        upload.review.map { [.link: "<\(ReviewStatus.path($0))>; rel=\"related\"; title=\"review\""] } ?? [:]
    }

    static func path(_ upload: Upload) -> String { "/v1/uploads/\(upload.id)" }

    /// The last part of a path that a client gave, short enough to keep, or a name that says nothing.
    static func fileName(_ given: String?) -> String {
        let name = (given ?? "").split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let clean = String(name.prefix(200).filter { !$0.unicodeScalars.contains { $0.value < 32 } })
        return clean.isEmpty ? "recording" : clean
    }

    /// Decimal digits only: `Int64.init` would take a sign.
    static func number(_ text: String?) -> Int64? {
        guard let text, !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int64(text)
    }
}
