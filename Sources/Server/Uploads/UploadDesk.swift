internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Ingest
internal import ReviewModel

/// What the ways to upload have in common: who the recording is for, what it is called, and how its review is told of.
struct UploadDesk: Sendable {
    let service: ReviewService
    var address = PublicAddress.unknown

    var engine: UploadEngine { service.uploads }

    /// The review that an upload is for: the one that its fields name, or a new one.
    ///
    /// - Throws: `Problem`.
    func purpose(_ fields: [String: String], for principal: Principal) async throws -> NewUpload.Purpose {
        if let id = fields["review"], !id.isEmpty { return .review(try await service.entry(id, seenBy: principal).review.id) }
        return .newReview(try await service.review(of: try ReviewWish(fields: fields), for: principal))
    }

    /// The upload that a path names. To those who may not go on with it, it does not exist.
    ///
    /// - Throws: `UploadRefusal.unknown`.
    func upload(_ context: APIContext) async throws -> Upload {
        let id = try context.parameters.require("id")
        guard let upload = try await engine.find(id), try await isOpen(upload, to: context.principal) else { throw UploadRefusal.unknown(id) }
        return upload
    }

    /// Parts that somebody wants to join. Those of others do not exist for them.
    func open(_ parts: [String], to principal: Principal) async throws -> [String] {
        for id in parts {
            guard let part = try await engine.find(id), try await isOpen(part, to: principal) else {
                throw UploadRefusal.parts("There is no part \(id).")
            }
        }
        return parts
    }

    /// A part belongs to whoever sent it; what is for a review, to all who see that.
    private func isOpen(_ upload: Upload, to principal: Principal) async throws -> Bool {
        guard principal.scope != .all else { return true }
        guard let review = upload.review else { return upload.owner == principal.account }
        do {
            _ = try await service.entry(review, seenBy: principal)
            return true
        } catch let problem as Problem where problem.status == .notFound {
            return false
        }
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

    /// Where a client goes on with an upload.
    func place(_ upload: Upload, for request: Request) -> String { address.place(Self.path(upload), for: request) }

    /// Decimal digits only: `Int64.init` would take a sign.
    static func number(_ text: String?) -> Int64? {
        guard let text, !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int64(text)
    }
}
