import Ingest
import JobQueue
import Logging
import ReviewModel
import Storage
import StorageTestSupport
import TestSupport
import WebTestSupport

/// A feed that a test's own server has, and watches over it.
struct FeedFixture {
    static let interval = 600.0

    let uploads: UploadFixture
    let server: WebHost

    /// - Parameter script: answers to the requests for the feed.
    init(_ engine: Engine = .sqlite, _ script: @escaping WebHost.Script) async throws {
        uploads = try UploadFixture(engine)
        server = try await WebHost(script)
    }

    var address: String { "http://media.test:\(server.port)/course/feed.xml" }

    func watch(_ engine: UploadEngine? = nil, pacer: HostPacer = HostPacer(pause: .zero), address: String? = nil) -> FeedWatch {
        FeedWatch(
            address: address ?? self.address, course: "Biology", rubric: .lecture, interval: Self.interval, engine: engine ?? uploads.engine,
            client: .test(), pacer: pacer, logger: Logger(label: "test"))
    }

    func waitForTurn() { uploads.time.advance(Self.interval) }

    /// An episode as it was taken on.
    struct Taken: Sendable, Hashable {
        var title: String
        var address: String
    }

    /// In the order of their addresses.
    func taken() async throws -> [Taken] {
        try await uploads.engine.queue.database.read { session in
            try session.query(
                """
                SELECT reviews.title AS title, fetches.address AS address
                FROM fetches JOIN uploads ON uploads.id = fetches.upload JOIN reviews ON reviews.id = uploads.review
                ORDER BY fetches.address
                """
            ).map { Taken(title: try $0.string("title"), address: try $0.string("address")) }
        }
    }

    /// The newest first.
    func reviews() async throws -> [Review] {
        try await uploads.engine.queue.database.read { try ReviewStore.list(.init(), limit: 50, $0) }
    }

    /// RSS with these episodes in this order.
    static func rss(_ numbers: [Int]) -> String {
        let items = numbers.map { number in
            "<item><guid>episode-\(number)</guid><title>Episode \(number)</title>"
                + "<enclosure url=\"http://media.test/\(number).mp4\" type=\"video/mp4\" length=\"1\"/></item>"
        }
        return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Course</title>\(items.joined())</channel></rss>"
    }
}
