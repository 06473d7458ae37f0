internal import Foundation
internal import JobQueue
package import ReviewModel
package import Storage

/// Takes on recordings that lie somewhere else: each becomes a review and an upload at once, and its bytes come when its turn does.
package struct FetchDesk: Sendable {
    private let engine: UploadEngine

    package init(engine: UploadEngine) {
        self.engine = engine
    }

    /// Begins a fetch from an address that a client named.
    ///
    /// - Parameter also: runs in the transaction that stores the review.
    /// - Throws: `FetchRefusal` where the address can be seen to be wrong; `UploadRefusal`.
    package func begin(
        _ address: String, for review: Review, by sender: String?, also: @escaping @Sendable (any SQLSession) throws -> Void = { _ in }
    ) async throws {
        let target = try SafeClient.target(address)
        let name = target.url.lastPathComponent
        try await begin(address, for: review, Arrival(way: .url, fileName: name, reference: address, sender: sender), also: also)
    }

    /// Begins a fetch of what a folder or a feed has; its address may be a path.
    func begin(
        _ address: String, for review: Review, _ arrival: Arrival, also: @escaping @Sendable (any SQLSession) throws -> Void
    ) async throws {
        var arrival = arrival
        arrival.fileName = FileName.clean(arrival.fileName)
        let now = engine.queue.clock.now
        _ = try await engine.create(NewUpload(purpose: .newReview(review), arrival: arrival, length: nil)) { upload, session in
            try FetchStore.insert(upload.id, from: address, at: now, session)
            try also(session)
        }
    }
}
