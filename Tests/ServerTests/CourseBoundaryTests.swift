import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import ReviewModel
import Testing

@testable import Server

@Suite("Sending in stays within the course") struct CourseBoundaryTests {
    private static func metadata(_ name: String, _ value: String) -> String { "\(name) \(Data(value.utf8).base64EncodedString())" }

    private static func count(_ fixture: AccessFixture, _ client: any TestClientProtocol) async throws -> Int {
        try await client.send(.get, "/v1/reviews?limit=200", as: fixture.token(.operator, .everywhere)).ids(of: "reviews").count
    }

    /// A way to send something in for a course.
    struct Way: Sendable, CustomStringConvertible {
        let description: String
        let path: String
        let fields: HTTPFields
        let body: String?
    }

    private static let form =
        "--XX\r\nContent-Disposition: form-data; name=\"course\"\r\n\r\nchemistry\r\n"
        + "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp4\"\r\n\r\nabc\r\n--XX--\r\n"

    static let ways = [
        Way(description: "JSON", path: "/v1/reviews", fields: [:], body: #"{"course": "chemistry"}"#),
        Way(
            description: "tus", path: "/v1/uploads",
            fields: [.tusResumable: "1.0.0", .uploadLength: "3", .uploadMetadata: metadata("course", "chemistry")], body: nil),
        Way(
            description: "the draft", path: "/v1/uploads?course=chemistry", fields: [.uploadComplete: "?0", .uploadLength: "3"], body: "a"),
        Way(description: "a form", path: "/v1/uploads", fields: [.contentType: "multipart/form-data; boundary=XX"], body: form),
    ]

    @Test("A review for another course is refused whatever the way, and nothing stays of it", arguments: ways)
    func otherCourse(way: Way) async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let before = try await Self.count(fixture, client)
            for role in [Role.uploader, .operator] {
                let response = try await client.send(.post, way.path, as: fixture.token(role, .physics), way.fields, body: way.body)
                #expect(response.status == .forbidden && response.problem == "other-course")
                #expect((response.object["detail"] as? String)?.contains("physics") == true)
            }
            #expect(try await Self.count(fixture, client) == before)
            let own = try await client.send(.post, way.path, as: fixture.token(.uploader, .chemistry), way.fields, body: way.body)
            #expect(own.status.kind == .successful)
        }
    }

    @Test("Who serves one course need not name it; who serves two must")
    func unnamed() async throws {
        let fixture = try await AccessFixture()
        let both = try await fixture.issue("both", [.uploader], courses: ["physics", "chemistry"])
        try await fixture.test { client in
            for body in [nil, "{}", #"{"course": ""}"#] {
                let one = try await client.send(.post, "/v1/reviews", as: fixture.token(.uploader, .physics), body: body)
                #expect(one.status == .accepted && one.object["course"] as? String == "physics")
                #expect(try await client.send(.post, "/v1/reviews", as: both.secret, body: body).problem == "other-course")
            }
            let named = try await client.send(.post, "/v1/reviews", as: both.secret, body: #"{"course": "chemistry"}"#)
            #expect(named.object["course"] as? String == "chemistry")
            let everywhere = try await client.send(.post, "/v1/reviews", as: fixture.token(.uploader, .everywhere))
            #expect(everywhere.status == .accepted && everywhere.object["course"] == nil)
        }
    }

    @Test("An upload for another course's review is one for no review at all")
    func uploadForReview() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            func answer(_ review: String, _ isDraft: Bool) async throws -> (status: HTTPResponse.Status, answer: Answer) {
                var (path, fields): (String, HTTPFields) = ("/v1/uploads", [.uploadLength: "3"])
                if isDraft {
                    path += "?review=\(review)"
                    fields[.uploadComplete] = "?0"
                } else {
                    fields[.tusResumable] = "1.0.0"
                    fields[.uploadMetadata] = Self.metadata("review", review)
                }
                let response = try await client.send(.post, path, as: fixture.token(.uploader, .physics), fields, body: isDraft ? "a" : nil)
                var target = Target.nothing
                target.review = review
                return (response.status, Answer(response, to: target))
            }
            for isDraft in [false, true] {
                let other = try await answer(fixture.chemistry.awaiting, isDraft)
                #expect(other.status == .notFound)
                #expect(try await answer(Target.nothing.review, isDraft).answer == other.answer)
                #expect(try await answer(fixture.physics.awaiting, isDraft).status == .created)
            }
        }
    }

    @Test("A part is joined by whoever sent it; to others in the same course it does not exist")
    func parts() async throws {
        let fixture = try await AccessFixture()
        let second = try await fixture.issue("second uploader", [.uploader], courses: ["physics"])
        try await fixture.test { client in
            let (owner, none) = (fixture.token(.uploader, .physics), "/v1/uploads/" + Target.nothing.upload)
            let begin: HTTPFields = [
                .tusResumable: "1.0.0", .uploadLength: "3", .uploadConcat: "partial", .contentType: "application/offset+octet-stream",
            ]
            let part = try #require(try await client.send(.post, "/v1/uploads", as: owner, begin, body: "abc").headers[.location])
            func join(_ part: String, _ secret: String) async throws -> TestResponse {
                try await client.send(.post, "/v1/uploads", as: secret, [.tusResumable: "1.0.0", .uploadConcat: "final;" + part])
            }
            var target = Target.nothing
            target.upload = try #require(part.split(separator: "/").last.map(String.init))
            for stranger in [second.secret, fixture.token(.uploader, .chemistry)] {
                let refused = try await join(part, stranger)
                #expect(refused.status == .badRequest && refused.problem == "parts")
                #expect(try await Answer(join(none, stranger), to: .nothing) == Answer(refused, to: target))
                let shown = try await client.send(.get, part, as: stranger)
                #expect(shown.status == .notFound && shown.problem == "upload-not-found")
                #expect(try await client.send(.delete, part, as: stranger, [.tusResumable: "1.0.0"]).status == .notFound)
            }
            #expect(try await join(part, owner).status == .created)
        }
    }
}
