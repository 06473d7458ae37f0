internal import Foundation
package import Hummingbird
package import ReviewModel
internal import Storage
internal import Synchronization

/// The newest version of each live review, in memory and ready to send: polls are answered from here, not by queries.
package final class ReviewBoard: Sendable {
    /// A review and the bytes that a poll sends.
    package struct Entry: Sendable {
        package let review: Review
        package let entityTag: String
        package let body: ByteBuffer

        init(_ review: Review) throws {
            self.review = review
            entityTag = "\"\(review.version)\""
            body = ByteBuffer(bytes: try StoredJSON.data(ReviewStatus(review)))
        }
    }

    /// Entries kept; past it, ended reviews go first, the oldest of them first. One takes about 4 KB.
    private let capacity: Int
    private let entries = Mutex<[String: Entry]>([:])

    package init(capacity: Int = 10_000) {
        self.capacity = capacity
    }

    package subscript(id: String) -> Entry? {
        entries.withLock { $0[id] }
    }

    /// Shows a review, unless a newer version is on show already.
    @discardableResult
    package func show(_ review: Review) throws -> Entry {
        let entry = try Entry(review)
        return entries.withLock { entries in
            if let shown = entries[review.id], shown.review.version > review.version { return shown }
            entries[review.id] = entry
            if entries.count > capacity { Self.makeRoom(&entries, capacity: capacity) }
            return entry
        }
    }

    /// Drops a tenth at once, so that the search for what to drop is rare.
    private static func makeRoom(_ entries: inout [String: Entry], capacity: Int) {
        func rank(_ review: Review) -> (Int, Double) { (review.state.isFinal ? 0 : 1, review.createdAt) }
        let inTurn = entries.values.map(\.review).sorted { rank($0) < rank($1) }
        for review in inTurn.prefix(max(1, capacity / 10)) {
            entries.removeValue(forKey: review.id)
        }
    }
}
