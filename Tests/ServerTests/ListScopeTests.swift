import HTTPTypes
import HummingbirdTesting
import ReviewModel
import Testing

@testable import Server

@Suite("Lists show a course its own") struct ListScopeTests {
    @Test("Reviews are the course's, for every role", arguments: Role.allCases)
    func reviews(role: Role) async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let own = try await client.send(.get, "/v1/reviews?limit=200", as: fixture.token(role, .physics))
            #expect(Set(own.ids(of: "reviews")) == fixture.physics.reviews && own.ids(of: "reviews").count == fixture.physics.reviews.count)
            let all = try await client.send(.get, "/v1/reviews?limit=200", as: fixture.token(role, .everywhere))
            #expect(Set(all.ids(of: "reviews")) == fixture.physics.reviews.union(fixture.chemistry.reviews).union([fixture.loose]))
        }
    }

    @Test("Asking for another course, or for every state, shows no more")
    func filters() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let other = try await client.send(.get, "/v1/reviews?course=chemistry", as: fixture.token(.instructor, .physics))
            #expect(other.status == .ok && other.ids(of: "reviews").isEmpty && other.nextPage == nil)
            let nowhere = try await client.send(.get, "/v1/reviews?course=biology", as: fixture.token(.instructor, .physics))
            #expect(Answer(other, to: .nothing) == Answer(nowhere, to: .nothing))
            for state in Review.State.allCases {
                let page = try await client.send(.get, "/v1/reviews?state=\(state.rawValue)", as: fixture.token(.instructor, .physics))
                #expect(Set(page.ids(of: "reviews")).isSubset(of: fixture.physics.reviews), "\(state)")
            }
        }
    }

    @Test("Pages go through the course's own, each once")
    func pages() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            var found: [String] = []
            var next: String? = "/v1/reviews?limit=2"
            while let address = next {
                let page = try await client.send(.get, address, as: fixture.token(.uploader, .physics))
                found += page.ids(of: "reviews")
                next = page.nextPage
            }
            #expect(Set(found) == fixture.physics.reviews && found.count == fixture.physics.reviews.count)
        }
    }

    @Test("Another course's cursor leads to the own reviews alone")
    func cursors() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let first = try await client.send(.get, "/v1/reviews?limit=1", as: fixture.token(.uploader, .chemistry))
            let address = try #require(first.nextPage).replacing("limit=1", with: "limit=200")
            let page = try await client.send(.get, address, as: fixture.token(.uploader, .physics))
            #expect(page.status == .ok && !page.ids(of: "reviews").isEmpty)
            #expect(Set(page.ids(of: "reviews")).isSubset(of: fixture.physics.reviews))
            #expect(!page.content.contains("chemistry"))
        }
    }

    @Test("Jobs are the course's, in every state", arguments: ["dead", "waiting"])
    func jobs(state: String) async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            func reviews(_ reach: AccessFixture.Reach) async throws -> Set<String> {
                let page = try await client.send(.get, "/v1/jobs?state=\(state)&limit=200", as: fixture.token(.operator, reach))
                #expect(page.status == .ok)
                return Set((page.object["jobs"] as? [[String: Any]] ?? []).compactMap { $0["review"] as? String })
            }
            let (physics, chemistry) = (try await reviews(.physics), try await reviews(.chemistry))
            #expect(!physics.isEmpty && physics.isSubset(of: fixture.physics.reviews))
            #expect(!chemistry.isEmpty && chemistry.isSubset(of: fixture.chemistry.reviews))
            #expect(try await reviews(.everywhere) == physics.union(chemistry))
        }
    }
}
