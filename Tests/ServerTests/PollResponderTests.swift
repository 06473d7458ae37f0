import HTTPTypes
import HummingbirdTesting
import NIOCore
import ReviewModel
import TestSupport
import Testing

@testable import Server

/// A query makes a request one for the router, and says nothing to it: so both ways to an answer can be held against each other.
@Suite("Polls ahead of the router", .timeLimit(.minutes(1))) struct PollResponderTests {
    private struct Answer: Equatable {
        let status: HTTPResponse.Status
        let headers: [String]
        let content: String

        init(_ response: TestResponse) {
            status = response.status
            // Each request takes one from what is left, so that the count goes down between two that are otherwise alike.
            headers = response.headers.filter { !["date", "ratelimit"].contains($0.name.canonicalName) }.map {
                "\($0.name.canonicalName): \($0.value)"
            }
            .sorted()
            content = response.content
        }
    }

    @Test("The answer is the router's, whoever asks and however", arguments: [[], ["https://friend.example"]] as [Set<String>])
    func parity(origins: Set<String>) async throws {
        let fixture = try await AccessFixture(origins: origins)
        try await fixture.test { client in
            let tokens = [
                nil, "Bearer nonsense", "Bearer \(fixture.expired)", "Bearer \(fixture.token(.uploader, .physics))",
                "Bearer \(fixture.token(.instructor, .physics))", "Bearer \(fixture.token(.operator, .chemistry))",
                "Bearer \(fixture.token(.operator, .everywhere))", "Bearer \(fixture.physics.link.secret)",
            ]
            let all = ["Authorization": "Bearer \(fixture.token(.operator, .everywhere))"]
            for review in fixture.physics.reviews.sorted() + ["01nothing"] {
                for path in ["/v1/reviews/\(review)", "/v1/reviews/\(review)/report"] {
                    // Puts into memory what there is.
                    let tag = try await client.call(.get, path, all)["ETag"]
                    let questions: [[String: String]] = [
                        [:], ["If-None-Match": tag ?? "*"], ["If-None-Match": "\"other\", W/\(tag ?? "")"], ["If-None-Match": "\"other\""],
                        ["Accept": "text/html"], ["Accept": "text/markdown, */*;q=0.1", "If-None-Match": tag ?? "*"],
                        ["Origin": "https://friend.example"], ["Prefer": "respond-async"],
                    ]
                    for token in tokens {
                        for question in questions {
                            let fields = question.merging(token.map { ["Authorization": $0] } ?? [:]) { $1 }
                            let plain = Answer(try await client.call(.get, path, fields))
                            let routed = Answer(try await client.call(.get, path + "?by=router", fields))
                            #expect(plain == routed, "\(path) \(fields)")
                        }
                    }
                }
            }
        }
    }

    @Test("It takes its share of somebody's requests, and ends with them")
    func limits() async throws {
        let fixture = try await AccessFixture(limits: RequestLimits(perMinute: 3, failuresPerMinute: 10))
        try await fixture.test { client in
            let token = ["Authorization": "Bearer \(fixture.token(.operator, .everywhere))"]
            let path = "/v1/reviews/\(fixture.physics.cancelled)"
            var left: [String] = []
            for _ in 0..<3 {
                let answer = try await client.call(.get, path, token)
                #expect(answer.status == .ok)
                left.append(answer["RateLimit"]?.split(separator: ";").dropFirst().first.map(String.init) ?? "")
            }
            #expect(left == ["r=2", "r=1", "r=0"])
            let refused = try await client.call(.get, path, token)
            #expect(refused.status == .tooManyRequests)
            #expect(refused["Retry-After"] == "20")
        }
    }
}
