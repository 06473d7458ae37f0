import HTTPTypes
import HummingbirdTesting
import JobQueue
import ReviewModel
import Storage
import TestSupport
import Testing

@testable import Server

@Suite("Webhooks: who is told when reviews end") struct WebhookRouteTests {
    /// Makes one, and gives its address and its secret.
    private static func make(
        _ client: any TestClientProtocol, as secret: String, _ body: String = #"{"url": "https://hooks.test/a"}"#
    ) async throws -> (path: String, secret: String) {
        let response = try await client.send(.post, "/v1/webhooks", as: secret, body: body)
        try #require(response.status == .created, "\(response.content)")
        return (try #require(response.headers[.location]), try #require(response.object["secret"] as? String))
    }

    @Test("It is made with its usual settings, and its secret is shown this once")
    func made() async throws {
        let fixture = try await AccessFixture()
        let teacher = fixture.token(.instructor, .physics)
        try await fixture.test { client in
            let response = try await client.send(.post, "/v1/webhooks", as: teacher, body: #"{"url": "https://hooks.test/a?b=c"}"#)
            #expect(response.status == .created && response.headers[.cacheControl] == "no-store")
            let made = response.object
            let path = try #require(response.headers[.location])
            #expect(path == "/v1/webhooks/\(made["id"] as? String ?? "")")
            #expect(made["url"] as? String == "https://hooks.test/a?b=c" && made["course"] as? String == "physics")
            #expect(made["events"] as? [String] == ["review.completed", "review.failed"])
            #expect(made["createdAt"] as? String == InternetTime.text(fixture.time.clock.now))
            #expect(made["links"] as? [String: String] == ["self": path, "deliveries": path + "/deliveries"])
            #expect(made["disabledAt"] == nil && made["lastDelivery"] == nil && made["previousSecretUntil"] == nil)
            let secret = try #require(made["secret"] as? String)
            #expect(secret.hasPrefix("whsec_") && secret.count == 50)
            for address in [path, "/v1/webhooks"] {
                let shown = try await client.send(.get, address, as: teacher)
                #expect(shown.status == .ok && shown.headers[.cacheControl] == "no-store")
                #expect(!shown.content.contains("whsec_") && shown.content.contains("https://hooks.test/a?b=c"))
            }
        }
    }

    @Test("It has the settings that were wished for")
    func wished() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let body = #"""
                {"url": "http://hooks.test:8080/", "description": "LMS", "course": "chemistry",
                 "events": ["review.cancelled", "review.completed", "review.cancelled"]}
                """#
            let made = try await client.send(.post, "/v1/webhooks", as: fixture.token(.operator, .everywhere), body: body).object
            #expect(made["description"] as? String == "LMS" && made["course"] as? String == "chemistry")
            #expect(made["events"] as? [String] == ["review.completed", "review.cancelled"])
        }
    }

    @Test(
        "What cannot be is refused, and nothing is kept of it",
        arguments: [
            (nil, 400, "empty-body"), ("{}", 400, "invalid-json"), ("[]", 400, "invalid-json"), (#"{"url": 1}"#, 400, "invalid-json"),
            (#"{"url": "https://hooks.test/", "secret": "x"}"#, 400, "unknown-key"),
            (#"{"url": "hooks.test"}"#, 422, "webhook-url"), (#"{"url": "file:///etc/passwd"}"#, 422, "webhook-url"),
            (#"{"url": "https://me:word@hooks.test/"}"#, 422, "webhook-url"), (#"{"url": ""}"#, 422, "webhook-url"),
            (#"{"url": "https://hooks.test/\u0000"}"#, 422, "nul"),
            (#"{"url": "https://hooks.test/", "events": []}"#, 422, "events"),
            (#"{"url": "https://hooks.test/", "events": ["webhook.test"]}"#, 422, "unknown-word"),
            (#"{"url": "https://hooks.test/", "events": ["review.deleted"]}"#, 422, "unknown-word"),
        ] as [(String?, Int, String)])
    func refused(body: String?, status: Int, problem: String) async throws {
        let fixture = try await AccessFixture()
        let before = try await fixture.queue.database.read { try WebhookStore.all($0) }
        try await fixture.test { client in
            let response = try await client.send(.post, "/v1/webhooks", as: fixture.token(.instructor, .physics), body: body)
            #expect(response.status.code == status && response.problem == problem)
        }
        #expect(try await fixture.queue.database.read { try WebhookStore.all($0) } == before)
    }

    @Test("Texts have their limits")
    func limits() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            for (field, limit) in [("description", 500), ("course", 100)] {
                let body = #"{"url": "https://hooks.test/", "\#(field)": "\#(String(repeating: "x", count: limit + 1))"}"#
                let response = try await client.send(.post, "/v1/webhooks", as: fixture.token(.operator, .everywhere), body: body)
                #expect(response.problem == "too-long")
            }
            let long = #"{"url": "https://hooks.test/\#(String(repeating: "x", count: 2_000))"}"#
            #expect(try await client.send(.post, "/v1/webhooks", as: fixture.token(.operator, .everywhere), body: long).problem == "too-long")
        }
    }

    @Test("For every course it is the operators' affair; who serves some courses names one of theirs")
    func courses() async throws {
        let fixture = try await AccessFixture()
        let both = try await fixture.issue("both", [.instructor], courses: ["physics", "chemistry"])
        try await fixture.test { client in
            func answer(_ secret: String, _ course: String?) async throws -> TestResponse {
                let field = course.map { #", "course": "\#($0)""# } ?? ""
                return try await client.send(.post, "/v1/webhooks", as: secret, body: #"{"url": "https://hooks.test/"\#(field)}"#)
            }
            let every = try await answer(fixture.token(.operator, .everywhere), nil)
            #expect(every.status == .created && every.object["course"] == nil)
            for (secret, course) in [
                (fixture.token(.instructor, .everywhere), nil), (fixture.token(.instructor, .physics), "chemistry"),
                (fixture.token(.operator, .physics), "chemistry"), (both.secret, nil), (both.secret, "biology"),
            ] as [(String, String?)] {
                let response = try await answer(secret, course)
                #expect(response.status == .forbidden && response.problem == "other-course")
            }
            #expect(try await answer(fixture.token(.instructor, .everywhere), "biology").status == .created)
            #expect(try await answer(both.secret, "chemistry").object["course"] as? String == "chemistry")
        }
    }

    @Test("A list shows those of the own courses, and those for every course to operators of all alone")
    func list() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let every = try await Self.make(client, as: fixture.token(.operator, .everywhere)).path
            let id = String(every.split(separator: "/").last ?? "")
            let (physics, chemistry) = (fixture.physics.webhook, fixture.chemistry.webhook)
            func ids(_ role: Role, _ reach: AccessFixture.Reach) async throws -> Set<String> {
                Set(try await client.send(.get, "/v1/webhooks", as: fixture.token(role, reach)).ids(of: "webhooks"))
            }
            #expect(try await ids(.operator, .everywhere) == [physics, chemistry, id])
            #expect(try await ids(.instructor, .everywhere) == [physics, chemistry])
            #expect(try await ids(.operator, .physics) == [physics])
            #expect(try await ids(.instructor, .chemistry) == [chemistry])
            for (role, reach) in [(.instructor, .everywhere), (.operator, .physics)] as [(Role, AccessFixture.Reach)] {
                let other = try await client.send(.delete, every, as: fixture.token(role, reach))
                #expect(other.status == .notFound && other.problem == "webhook-not-found")
            }
            #expect(try await client.send(.delete, every, as: fixture.token(.operator, .everywhere)).status == .noContent)
            #expect(try await client.send(.delete, every, as: fixture.token(.operator, .everywhere)).status == .notFound)
        }
    }

    @Test("It shows how its last delivery went")
    func lastDelivery() async throws {
        let fixture = try await AccessFixture()
        let webhook = fixture.physics.webhook
        try await fixture.test { client in
            let teacher = fixture.token(.instructor, .physics)
            let waiting = try await client.send(.get, "/v1/webhooks/\(webhook)", as: teacher).object["lastDelivery"] as? [String: Any]
            #expect(waiting?["state"] as? String == "waiting" && waiting?["attempts"] as? Int == 0)
            #expect(waiting?["type"] as? String == "review.completed" && waiting?["review"] as? String == fixture.physics.completed)
            #expect(waiting?["nextAttempt"] as? String == InternetTime.text(fixture.time.clock.now) && waiting?["finishedAt"] == nil)
            let now = fixture.time.clock.now
            try await fixture.queue.database.write { session in
                while let parcel = try DeliveryStore.claim(at: now, until: now + 60, session) {
                    let note = DeliveryStore.Note(state: .failed, status: 500, problem: "It answered 500.", time: now)
                    _ = try DeliveryStore.note(note, of: parcel, freeAt: now, session)
                }
            }
            let list = try await client.send(.get, "/v1/webhooks", as: teacher).object["webhooks"] as? [[String: Any]]
            let failed = list?.first?["lastDelivery"] as? [String: Any]
            #expect(failed?["state"] as? String == "failed" && failed?["status"] as? Int == 500 && failed?["attempts"] as? Int == 1)
            #expect(failed?["problem"] as? String == "It answered 500." && failed?["nextAttempt"] == nil)
        }
    }

    @Test("A secret is replaced, and the last one signs for a day more")
    func rotated() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let teacher = fixture.token(.instructor, .physics)
            let (path, first) = try await Self.make(client, as: teacher)
            let response = try await client.send(.post, path + "/rotate", as: teacher)
            #expect(response.status == .ok && response.headers[.cacheControl] == "no-store")
            let second = try #require(response.object["secret"] as? String)
            #expect(second.hasPrefix("whsec_") && second != first)
            let end = InternetTime.text(fixture.time.clock.now + 86_400)
            #expect(response.object["previousSecretUntil"] as? String == end)
            #expect(try await client.send(.get, path, as: teacher).object["previousSecretUntil"] as? String == end)
            // Again, the first one still signs for as long as was said.
            fixture.time.advance(10)
            let again = try await client.send(.post, path + "/rotate", as: teacher).object
            #expect(again["secret"] as? String != second && again["previousSecretUntil"] as? String == end)
            fixture.time.advance(86_390)
            #expect(try await client.send(.get, path, as: teacher).object["previousSecretUntil"] == nil)
        }
    }

    @Test("A test is sent whatever it listens to, and to nobody else")
    func test() async throws {
        let fixture = try await AccessFixture()
        let webhook = fixture.physics.webhook
        let ticks = fixture.queue.signals.deliveryTicks()
        try await fixture.test { client in
            let path = "/v1/webhooks/\(webhook)"
            fixture.time.advance(1)
            let response = try await client.send(.post, path + "/test", as: fixture.token(.instructor, .physics))
            #expect(response.status == .accepted && response.object["type"] as? String == "webhook.test")
            #expect(response.object["state"] as? String == "waiting" && response.object["review"] == nil)
            let list = try await client.send(.get, path + "/deliveries", as: fixture.token(.instructor, .physics))
            #expect(list.ids(of: "deliveries").first == response.object["id"] as? String)
            #expect(list.ids(of: "deliveries").count == 2)
        }
        for await _ in ticks.prefix(1) {}
        let chemistry = fixture.chemistry.webhook
        let others = try await fixture.queue.database.read { try DeliveryStore.list(of: chemistry, limit: 10, $0) }
        #expect(others.allSatisfy { $0.event.kind != .test })
    }

    @Test("Whoever tests or enables one ends its rest, and wakes who delivers", arguments: ["/test", "/enable"])
    func rest(action: String) async throws {
        let fixture = try await AccessFixture()
        let now = fixture.time.clock.now
        try await fixture.queue.database.write { session in
            while let parcel = try DeliveryStore.claim(at: now, until: now + 60, session) {
                let note = DeliveryStore.Note(state: .waiting, status: 503, problem: "It answered 503.", time: now)
                _ = try DeliveryStore.note(note, of: parcel, freeAt: now + 3_600, session)
            }
        }
        let ticks = fixture.queue.signals.deliveryTicks()
        try await fixture.test { client in
            let (path, teacher) = ("/v1/webhooks/\(fixture.physics.webhook)", fixture.token(.instructor, .physics))
            func next() async throws -> String? {
                let last = try await client.send(.get, path, as: teacher).object["lastDelivery"] as? [String: Any]
                return last?["nextAttempt"] as? String
            }
            #expect(try await next() == InternetTime.text(now + 3_600))
            fixture.time.advance(1)
            _ = try await client.send(.post, path + action, as: teacher)
            #expect(try await next() == InternetTime.text(now + 1))
        }
        for await _ in ticks.prefix(1) {}
    }

    @Test("One that is disabled is not tested until it is enabled")
    func disabled() async throws {
        let fixture = try await AccessFixture()
        let (webhook, now) = (fixture.physics.webhook, fixture.time.clock.now)
        try await fixture.queue.database.write { try WebhookStore.disable(webhook, because: "It wants nothing more.", at: now, $0) }
        try await fixture.test { client in
            let (path, teacher) = ("/v1/webhooks/\(webhook)", fixture.token(.instructor, .physics))
            let shown = try await client.send(.get, path, as: teacher).object
            #expect(shown["disabledAt"] as? String == InternetTime.text(now) && shown["disabledReason"] as? String == "It wants nothing more.")
            let refused = try await client.send(.post, path + "/test", as: teacher)
            #expect(refused.status == .conflict && refused.problem == "webhook-disabled")
            let enabled = try await client.send(.post, path + "/enable", as: teacher)
            #expect(enabled.status == .ok && enabled.object["disabledAt"] == nil && enabled.object["disabledReason"] == nil)
            // Again is no fault.
            #expect(try await client.send(.post, path + "/enable", as: teacher).status == .ok)
            #expect(try await client.send(.post, path + "/test", as: teacher).status == .accepted)
        }
    }

    @Test("Those of a token that is revoked are told of nothing more, until somebody who still may enables them")
    func revoked() async throws {
        let fixture = try await AccessFixture()
        let leaving = try await fixture.issue("leaving", [.instructor], courses: ["physics"])
        try await fixture.test { client in
            let teacher = fixture.token(.instructor, .physics)
            let path = try await Self.make(client, as: leaving.secret).path
            let other = try await Self.make(client, as: teacher).path
            #expect(try await client.send(.post, path + "/test", as: leaving.secret).status == .accepted)
            let now = fixture.time.clock.now
            let disabled = try await fixture.queue.database.write { try TokenStore.revoke(leaving.id, at: now, $0) }
            #expect(disabled == 1)
            let shown = try await client.send(.get, path, as: teacher).object
            #expect(shown["disabledReason"] as? String == "Its token was revoked." && shown["disabledAt"] as? String == InternetTime.text(now))
            let waiting = shown["lastDelivery"] as? [String: Any]
            #expect(waiting?["state"] as? String == "failed" && waiting?["problem"] as? String == "Its token was revoked.")
            #expect(try await client.send(.get, other, as: teacher).object["disabledAt"] == nil)
            #expect(try await client.send(.post, path + "/test", as: teacher).problem == "webhook-disabled")
            #expect(try await client.send(.post, path + "/enable", as: teacher).object["disabledAt"] == nil)
            #expect(try await client.send(.post, path + "/test", as: teacher).status == .accepted)
        }
    }

    @Test("Deliveries go on by their links, newest first, each once")
    func pages() async throws {
        let fixture = try await AccessFixture()
        let (path, teacher) = ("/v1/webhooks/\(fixture.physics.webhook)", fixture.token(.instructor, .physics))
        try await fixture.test { client in
            for _ in 0..<4 {
                fixture.time.advance(1)
                #expect(try await client.send(.post, path + "/test", as: teacher).status == .accepted)
            }
            var found: [String] = []
            var next: String? = path + "/deliveries?limit=2"
            while let address = next {
                let page = try await client.send(.get, address, as: teacher)
                #expect(page.status == .ok)
                found += page.ids(of: "deliveries")
                next = page.nextPage
            }
            #expect(found.count == 5 && found == found.sorted(by: >) && Set(found).count == 5)
            for query in ["limit=0", "limit=201", "before=%00"] {
                #expect(try await client.send(.get, path + "/deliveries?" + query, as: teacher).problem == "invalid-parameter")
            }
        }
    }

    @Test("A course has so many and no more")
    func tooMany() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let teacher = fixture.token(.instructor, .physics)
            for _ in 0..<99 { _ = try await Self.make(client, as: teacher) }
            let refused = try await client.send(.post, "/v1/webhooks", as: teacher, body: #"{"url": "https://hooks.test/"}"#)
            #expect(refused.status == .conflict && refused.problem == "too-many-webhooks")
            _ = try await Self.make(client, as: fixture.token(.instructor, .chemistry))
            #expect(try await client.send(.delete, "/v1/webhooks/\(fixture.physics.webhook)", as: teacher).status == .noContent)
            _ = try await Self.make(client, as: teacher)
        }
    }

    @Test("The audit log has who made, moved and deleted one, and no secret")
    func audit() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let teacher = fixture.token(.instructor, .physics)
            let (path, _) = try await Self.make(client, as: teacher)
            for action in ["/rotate", "/test", "/enable"] { _ = try await client.send(.post, path + action, as: teacher) }
            _ = try await client.send(.delete, path, as: teacher)
            let log = try await client.send(.get, "/v1/audit", as: fixture.token(.operator, .everywhere))
            let entries = log.object["entries"] as? [[String: Any]] ?? []
            #expect(
                Set(entries.compactMap { $0["action"] as? String }) == [
                    "POST /v1/webhooks", "POST /v1/webhooks/{id}/rotate", "POST /v1/webhooks/{id}/test", "POST /v1/webhooks/{id}/enable",
                    "DELETE /v1/webhooks/{id}",
                ])
            let made = entries.first(where: { $0["action"] as? String == "POST /v1/webhooks" })
            #expect(made?["target"] as? String == path)
            #expect(!log.content.contains("whsec_"))
        }
    }
}
