internal import Foundation
internal import HTTPTypes
package import Hummingbird
internal import JobQueue
package import ReviewModel
internal import Storage
internal import Synchronization

/// The newest version of each live review, in memory and ready to send: polls are answered from here, not by queries.
package final class ReviewBoard: Sendable {
    /// A review and what a poll sends. A class, because each poll takes one along and a review has many parts to copy.
    package final class Entry: Sendable {
        package let review: Review
        package let outlook: Outlook?
        package let entityTag: String
        package let body: ByteBuffer
        /// What is told with the body.
        let headers: HTTPFields
        /// What is told with a 304 in its place (RFC 9110, section 15.4.5).
        let knownHeaders: HTTPFields
        /// The entity tag of its report as JSON, which most who read reports by script ask for again and again, and what is told with a 304.
        let reportTag: String
        let knownReportHeaders: HTTPFields
        /// Whether there is something to report on.
        let hasRecording: Bool

        init(_ review: Review, _ outlook: Outlook?) throws {
            self.review = review
            self.outlook = outlook
            entityTag = "\"\(review.version)\(outlook.map { "-\($0.mark)" } ?? "")\""
            body = ByteBuffer(bytes: try StoredJSON.data(ReviewStatus(review, outlook)))
            var headers: HTTPFields = [.eTag: entityTag, .cacheControl: "private, no-cache"]
            SecurityHeaders.add(to: &headers)
            knownHeaders = headers
            hasRecording = review.source != nil
            reportTag = RenderedReports.entityTag(version: review.version, format: "json")
            knownReportHeaders = RenderedReports.knownHeaders(reportTag)
            headers[.contentType] = "application/json"
            self.headers = headers
        }
    }

    /// Entries kept; past it, ended reviews go first, the oldest of them first. One takes about 4 KB.
    private let capacity: Int
    private let entries = Mutex<[String: Entry]>([:])
    private let forgotten = Mutex<[String]>([])
    /// How many deleted reviews are kept in mind: whoever read one just before must not bring it back.
    private static let memory = 1_000
    /// Those who wait for news.
    package let watchers = Watchers()

    package init(capacity: Int = 10_000) {
        self.capacity = capacity
    }

    package subscript(id: String) -> Entry? {
        entries.withLock { $0[id] }
    }

    /// Shows a review, unless a newer version is on show already.
    @discardableResult
    package func show(_ review: Review) throws -> Entry {
        let (newest, isNews) = try entries.withLock { entries in
            let shown = entries[review.id]
            if let shown, shown.review.version > review.version { return (shown, false) }
            let entry = try Entry(review, review.state == .inProgress ? shown?.outlook : nil)
            guard !forgotten.withLock({ $0.contains(review.id) }) else { return (entry, false) }
            entries[review.id] = entry
            if entries.count > capacity { Self.makeRoom(&entries, capacity: capacity) }
            return (entry, shown?.entityTag != entry.entityTag)
        }
        if isNews { watchers.wake(review.id) }
        return newest
    }

    /// Takes a review away that was deleted.
    package func forget(_ id: String) {
        entries.withLock { entries in
            entries[id] = nil
            forgotten.withLock { forgotten in
                guard !forgotten.contains(id) else { return }
                if forgotten.count >= Self.memory { forgotten.removeFirst(Self.memory / 10) }
                forgotten.append(id)
            }
        }
        watchers.wake(id)
    }

    /// Shows how the reviews in the queues stand; those without a forecast lose theirs.
    func show(_ forecasts: [String: Forecast], at now: Double) throws {
        let open = entries.withLock { $0.values.filter { $0.review.state == .inProgress } }
        for shown in open {
            let outlook = forecasts[shown.review.id].map { Outlook($0, at: now, after: shown.outlook) }
            guard outlook != shown.outlook else { continue }
            let isNews = try entries.withLock { entries in
                // A newer version may have come meanwhile; the next forecast is for that one.
                guard entries[shown.review.id] === shown else { return false }
                entries[shown.review.id] = try Entry(shown.review, outlook)
                return true
            }
            if isNews { watchers.wake(shown.review.id) }
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
