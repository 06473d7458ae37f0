import Foundation
import HTTPTypes
import HummingbirdTesting
import ReviewModel
import Testing

@testable import Server

/// What the parameters of a path stand for.
struct Target: Sendable {
    var review: String
    var upload: String
    var job: String
    var link: String
    var webhook: String
    var queue: String
    var course: String

    /// What there is not. Its ids are as long as others, so that they show in no length.
    static let nothing: Target = {
        let id = String(repeating: "0", count: 26)
        return Target(review: id, upload: id, job: id, link: id, webhook: id, queue: "nothing", course: "nothing")
    }()
}

extension Holdings {
    var target: Target {
        Target(review: completed, upload: upload, job: deadJob, link: link.id, webhook: webhook, queue: "quality", course: course)
    }
}

/// A route of the service as tests call it. A new route is among them by itself; a new parameter needs a word in `address`, and a route that looks at
/// its body or its headers before it looks for its object one in `need`.
struct RouteCase: Sendable, CustomStringConvertible {
    let method: HTTPRequest.Method
    let path: String
    let permission: Permission?

    /// Every route, and for each GET the HEAD that comes with it.
    static let all: [RouteCase] = (try? every()) ?? []

    private static func every() throws -> [RouteCase] {
        let fixture = try ServerFixture()
        let declared = HTTPService(service: fixture.service, exposition: { "" }).routes.routes.compactMap { route in
            HTTPRequest.Method(rawValue: route.method).map { RouteCase(method: $0, path: route.path, permission: route.permission) }
        }
        let heads = declared.filter { route in route.method == .get && !declared.contains { $0.method == .head && $0.path == route.path } }
        return declared + heads.map { RouteCase(method: .head, path: $0.path, permission: $0.permission) }
    }

    var description: String { "\(method.rawValue) /\(path)" }

    /// Whether it shows or moves what all courses share, so that only who serves them all may call it.
    var concernsAll: Bool { ["v1/queues", "v1/audit", "metrics"].contains { path.hasPrefix($0) } }

    /// Whether its path names something that belongs to a course.
    var namesAnObject: Bool { path.contains("{") && !concernsAll && permission != nil }

    func isOpen(to role: Role) -> Bool { permission.map(role.permissions.contains) ?? true }

    func address(of target: Target) throws -> String {
        let kinds = [("v1/uploads", target.upload), ("v1/jobs", target.job), ("v1/webhooks", target.webhook)]
        let id = kinds.first { path.hasPrefix($0.0) }?.1 ?? target.review
        let name = path.hasPrefix("v1/queues") ? target.queue : "findings.csv"
        let values = [
            "id": id, "link": target.link, "finding": Holdings.finding, "name": name, "time": Holdings.moment, "format": "vtt",
            "fileName": "a.mp4", "course": target.course,
        ]
        let filled = values.reduce("/" + path) { $0.replacing("{\($1.key)}", with: $1.value) }
        try #require(!filled.contains("{"), "Say what the parameters of \(path) stand for.")
        return filled
    }

    /// What a request needs beside its path to get as far as its object.
    private var need: (fields: HTTPFields, body: String?) {
        let chunk: HTTPFields = [.tusResumable: "1.0.0", .contentType: "application/offset+octet-stream", .uploadOffset: "0"]
        switch "\(method.rawValue) \(path)" {
        case "POST v1/uploads": return ([.tusResumable: "1.0.0", .uploadLength: "3"], nil)
        case "PATCH v1/uploads/{id}": return (chunk, "x")
        case "POST v1/uploads/{id}":
            var fields = chunk
            fields[.methodOverride] = "PATCH"
            return (fields, "x")
        case "PUT v1/reviews/{id}/media", "PUT v1/reviews/{id}/media/{fileName}": return ([:], "abc")
        case "PUT v1/reviews/{id}/transcript": return ([:], #"{"segments": [{"index": 0, "text": "Hello."}]}"#)
        case "PUT v1/reviews/{id}/findings/{finding}/response": return ([:], #"{"state": "fixed"}"#)
        case "POST v1/webhooks": return ([:], #"{"url": "https://hooks.test/", "course": "physics"}"#)
        default: return ([:], nil)
        }
    }

    func send(to target: Target, as secret: String?, query: String = "", _ client: any TestClientProtocol) async throws -> TestResponse {
        try await client.send(method, try address(of: target) + query, as: secret, need.fields, body: need.body)
    }
}

/// An answer without the ids of what it is about and without what counts down, so that two can be compared.
struct Answer: Equatable {
    let status: Int
    let headers: [String]
    let body: String

    init(_ response: TestResponse, to target: Target) {
        func nameless(_ text: String) -> String {
            [target.review, target.upload, target.job, target.link, target.webhook].reduce(text) { $0.replacing($1, with: "ID") }
        }
        status = response.status.code
        headers = response.headers.filter { $0.name != .rateLimit }.map { nameless("\($0.name.canonicalName): \($0.value)") }.sorted()
        body = nameless(response.content)
    }
}
