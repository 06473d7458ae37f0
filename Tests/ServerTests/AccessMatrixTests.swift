import HTTPTypes
import HummingbirdTesting
import JobQueue
import ReviewModel
import Storage
import Testing

@testable import Server

@Suite("Who may call which route") struct AccessMatrixTests {
    @Test("The routes that everybody may call are these alone, and answer without a token")
    func openToAll() async throws {
        let open = RouteCase.all.filter { $0.permission == nil }
        #expect(
            Set(open.filter { $0.method != .head }.map(\.description)) == [
                "GET /livez", "GET /startupz", "GET /readyz", "GET /openapi.json", "GET /v1/schemas/report", "OPTIONS /v1/uploads",
                "OPTIONS /v1/uploads/{id}",
            ])
        #expect(RouteCase.all.count > open.count + 30)
        try await AccessFixture().test { client in
            for route in open {
                let response = try await route.send(to: .nothing, as: nil, client)
                #expect(response.status.kind == .successful, "\(route)")
            }
        }
    }

    @Test("Without a token that counts every other route is closed, whether there is what it names or not")
    func stranger() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            for route in RouteCase.all where route.permission != nil {
                for (secret, problem) in [(nil, "unauthenticated"), ("lct_wrong", "invalid-token")] as [(String?, String)] {
                    let there = try await route.send(to: fixture.physics.target, as: secret, client)
                    let nowhere = try await route.send(to: .nothing, as: secret, client)
                    #expect(there.status == .unauthorized, "\(route)")
                    #expect(there.headers[.wwwAuthenticate]?.hasPrefix("Bearer realm=\"lectern\"") == true, "\(route)")
                    if route.method != .head { #expect(there.problem == problem, "\(route)") }
                    #expect(Answer(there, to: fixture.physics.target) == Answer(nowhere, to: .nothing), "\(route)")
                }
            }
        }
    }

    @Test("Without the permission a route is closed, whether there is what it names or not", arguments: [Role.uploader, .instructor])
    func forbidden(role: Role) async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            for route in RouteCase.all where !route.isOpen(to: role) {
                for reach in AccessFixture.Reach.allCases {
                    let secret = fixture.token(role, reach)
                    let nowhere = try await route.send(to: .nothing, as: secret, client)
                    #expect(nowhere.status == .forbidden, "\(route)")
                    if route.method != .head { #expect(nowhere.problem == "forbidden", "\(route)") }
                    for target in [fixture.physics.target, fixture.chemistry.target] {
                        let there = try await route.send(to: target, as: secret, client)
                        #expect(Answer(there, to: target) == Answer(nowhere, to: .nothing), "\(route), \(reach)")
                    }
                }
            }
        }
    }

    @Test("What another course has is as if it did not exist", arguments: Role.allCases)
    func absent(role: Role) async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            for route in RouteCase.all where route.namesAnObject && route.isOpen(to: role) {
                let secret = fixture.token(role, .physics)
                let other = try await route.send(to: fixture.chemistry.target, as: secret, client)
                let nowhere = try await route.send(to: .nothing, as: secret, client)
                #expect(other.status == .notFound, "\(route)")
                #expect(Answer(other, to: fixture.chemistry.target) == Answer(nowhere, to: .nothing), "\(route)")
            }
        }
    }

    @Test("What another course has stays as it is, whatever is tried")
    func untouched() async throws {
        let fixture = try await AccessFixture()
        let before = try await Mark(fixture)
        try await fixture.test { client in
            for route in RouteCase.all where route.namesAnObject {
                for role in Role.allCases {
                    _ = try await route.send(to: fixture.chemistry.target, as: fixture.token(role, .physics), client)
                }
            }
        }
        #expect(try await Mark(fixture) == before)
    }

    @Test("What concerns every course is closed to those who serve one")
    func whole() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            for route in RouteCase.all where route.concernsAll {
                for target in [fixture.physics.target, .nothing] {
                    let response = try await route.send(to: target, as: fixture.token(.operator, .physics), client)
                    #expect(response.status == .forbidden, "\(route)")
                    if route.method != .head { #expect(response.problem == "forbidden", "\(route)") }
                }
            }
        }
    }

    @Test(
        "With the permission the course's own is reached, and everything by who serves every course",
        arguments: RouteCase.all.filter { $0.permission != nil })
    func reached(route: RouteCase) async throws {
        for role in Role.allCases where route.isOpen(to: role) {
            // Anew for each role: some routes leave nothing for the next.
            let fixture = try await AccessFixture()
            try await fixture.test { client in
                var calls = [(AccessFixture.Reach.everywhere, fixture.chemistry.target)]
                if !route.concernsAll { calls.append((.physics, fixture.physics.target)) }
                for (reach, target) in calls {
                    let response = try await route.send(to: target, as: fixture.token(role, reach), client)
                    #expect(![401, 403, 404].contains(response.status.code), "\(role), \(reach)")
                }
            }
        }
    }
}

/// Everything of a course that somebody of another one could have changed.
private struct Mark: Equatable {
    let changes: Int
    let tokens: Int
    let upload: Upload?
    let job: Job?
    let webhooks: [Webhook]
    let deliveries: [WebhookDelivery]

    init(_ fixture: AccessFixture) async throws {
        let (id, webhook, queue) = (fixture.chemistry.upload, fixture.chemistry.webhook, fixture.queue)
        (changes, tokens, upload) = try await queue.database.read { session in
            (try ChangeLog.newest(session), try TokenStore.version(session), try UploadStore.find(id, session))
        }
        webhooks = try await queue.database.read { try WebhookStore.all($0) }
        deliveries = try await queue.database.read { try DeliveryStore.list(of: webhook, limit: 100, $0) }
        job = try await queue.job(fixture.chemistry.deadJob)
    }
}
