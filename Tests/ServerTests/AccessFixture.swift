import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ingest
import JobQueue
import Logging
import NIOCore
import ReviewModel
import Storage
import TestSupport

@testable import Server

/// The routes with access control over a real database and real files: two courses with the same things in each, tokens for every role, and a clock
/// that moves only when a test says so.
struct AccessFixture {
    /// How far a token reaches.
    enum Reach: String, Sendable, CaseIterable {
        case physics, chemistry, everywhere

        var courses: [String]? { self == .everywhere ? nil : [rawValue] }
    }

    /// A token or a link that was handed out.
    struct Issued: Sendable {
        let id: String
        let secret: String
    }

    let folder: TemporaryFolder
    let time: TestClock
    let queue: JobQueue
    let book: TokenBook
    let physics: Holdings
    let chemistry: Holdings
    /// A review without a course.
    let loose: String
    /// Secrets of a token whose time is over, and of one that was revoked.
    let expired: String
    let revoked: String
    /// Secrets by role and reach.
    private let secrets: [String: String]
    private let service: HTTPService

    /// So many requests that no test meets the limit unless it means to.
    static var plenty: RequestLimits { RequestLimits(perMinute: 1_000_000, failuresPerMinute: 1_000_000) }

    init(
        time: TestClock = TestClock(), limits: RequestLimits = AccessFixture.plenty, origins: Set<String> = [], verifier: TokenVerifier? = nil
    ) async throws {
        let folder = try TemporaryFolder()
        let queue = JobQueue(database: try SQLiteDatabase(path: folder.path("lectern.db")), clock: time.clock)
        let blobs = try FileBlobStore(root: folder.url.path)
        let book = TokenBook(database: queue.database, clock: time.clock, logger: Self.silent)
        let now = time.clock.now

        let physics = try await Holdings.make("physics", queue, blobs)
        let chemistry = try await Holdings.make("chemistry", queue, blobs)
        try await physics.begin(queue)
        try await chemistry.begin(queue)
        let loose = Review(id: Identifier.make(at: now), title: "Of no course", createdAt: now)
        try await queue.database.write { try ReviewStore.insert(loose, $0) }

        var secrets: [String: String] = [:]
        for role in Role.allCases {
            for reach in Reach.allCases {
                let name = Self.name(role, reach)
                secrets[name] = try await Self.issue(name, [role], courses: reach.courses, at: now, in: queue.database).secret
            }
        }
        let revoked = try await Self.issue("revoked", [.operator], at: now, in: queue.database)
        _ = try await queue.database.write { try TokenStore.revoke(revoked.id, at: now, $0) }
        let expired = try await Self.issue("expired", [.operator], until: now - 1, at: now, in: queue.database)
        try await book.refresh()

        self.folder = folder
        self.time = time
        self.queue = queue
        self.book = book
        self.physics = physics
        self.chemistry = chemistry
        self.loose = loose.id
        self.expired = expired.secret
        self.revoked = revoked.secret
        self.secrets = secrets
        service = HTTPService(
            service: ReviewService(uploads: UploadEngine(queue: queue, blobs: blobs), board: ReviewBoard()),
            policy: .init(access: .required(tokens: book, verifier: verifier), limits: limits, origins: origins), exposition: { "# metrics\n" })
    }

    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    func test(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await service.application(host: "127.0.0.1", port: 0, logger: Self.silent).test(.router, body)
    }

    /// What the audit log calls the token of a role.
    static func name(_ role: Role, _ reach: Reach) -> String { "\(role.rawValue) of \(reach.rawValue)" }

    /// The secret of a role's token.
    func token(_ role: Role, _ reach: Reach) -> String { secrets[Self.name(role, reach)] ?? "" }

    /// Hands out another token, which counts at once.
    func issue(_ name: String, _ roles: [Role], courses: [String]? = nil, until end: Double? = nil) async throws -> Issued {
        let issued = try await Self.issue(name, roles, courses: courses, until: end, at: time.clock.now, in: queue.database)
        try await book.refresh()
        return issued
    }

    static func issue(
        _ name: String, _ roles: [Role], courses: [String]? = nil, review: String? = nil, until end: Double? = nil, at now: Double,
        in database: any Database
    ) async throws -> Issued {
        let token = AccessToken(
            id: Identifier.make(at: now), name: name, roles: roles, courses: courses, review: review, createdAt: now, expiresAt: end)
        return Issued(id: token.id, secret: try await Secret.issue(token, in: database))
    }

    /// Whether a text stands anywhere in the database's files.
    func holds(_ text: String) throws -> Bool {
        try ["lectern.db", "lectern.db-wal"].contains { name in
            let file = URL(filePath: folder.path(name))
            guard FileManager.default.fileExists(atPath: file.path) else { return false }
            return try Data(contentsOf: file).range(of: Data(text.utf8)) != nil
        }
    }
}

extension TestClientProtocol {
    /// Sends a request, with a token where one is given.
    func send(
        _ method: HTTPRequest.Method, _ uri: String, as secret: String? = nil, _ fields: HTTPFields = [:], body: String? = nil
    ) async throws -> TestResponse {
        var headers = fields
        if let secret { headers[.authorization] = "Bearer \(secret)" }
        return try await executeRequest(uri: uri, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
    }
}

extension TestResponse {
    /// Where a list goes on.
    var nextPage: String? { (headers[.link]?.split(separator: ">").first?.dropFirst()).map(String.init) }

    /// The ids of what a list shows.
    func ids(of key: String) -> [String] { (object[key] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String } }
}
