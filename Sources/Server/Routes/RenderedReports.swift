internal import HTTPTypes
internal import NIOCore
internal import Synchronization

/// Reports as they were sent last: instructors poll for them, and whoever asks again gets the same bytes without a query.
final class RenderedReports: Sendable {
    struct Key: Hashable {
        let review: String
        let version: Int
        let format: String
        /// Of the link that it was asked for with, and whose addresses go on with it.
        let link: String?
    }

    struct Report {
        let headers: HTTPFields
        let body: ByteBuffer
    }

    static func entityTag(version: Int, format: String) -> String { "\"\(version)-\(format)\"" }

    /// What of a request a report depends on.
    static let vary = "Accept, Accept-Language"

    /// What is told with a 304 (RFC 9110, section 15.4.5).
    static func knownHeaders(_ entityTag: String) -> HTTPFields {
        var headers: HTTPFields = [.eTag: entityTag, .cacheControl: "private, no-cache", .vary: vary]
        SecurityHeaders.add(to: &headers)
        return headers
    }

    private struct State {
        var reports: [Key: Report] = [:]
        /// The oldest first.
        var order: [Key] = []
        var bytes = 0
    }

    /// Bytes that are kept; past it, the oldest go.
    private let capacity: Int
    private let state = Mutex(State())

    init(capacity: Int = 64 << 20) {
        self.capacity = capacity
    }

    subscript(key: Key) -> Report? {
        state.withLock { $0.reports[key] }
    }

    func keep(_ report: Report, as key: Key) {
        guard report.body.readableBytes <= capacity / 8 else { return }
        state.withLock { state in
            guard state.reports[key] == nil else { return }
            state.reports[key] = report
            state.order.append(key)
            state.bytes += report.body.readableBytes
            var dropped = 0
            while state.bytes > capacity, dropped < state.order.count {
                state.bytes -= state.reports.removeValue(forKey: state.order[dropped])?.body.readableBytes ?? 0
                dropped += 1
            }
            if dropped > 0 { state.order.removeFirst(dropped) }
        }
    }
}
