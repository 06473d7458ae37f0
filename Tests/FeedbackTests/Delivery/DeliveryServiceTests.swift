import Foundation
import JobQueue
import ReviewModel
import Storage
import StorageTestSupport
import TestSupport
import Testing
import WebTestSupport

@testable import Feedback

@Suite("Deliveries", .timeLimit(.minutes(2))) struct DeliveryServiceTests {
    @Test("An event is posted, signed, and told of once", arguments: Engine.allCases)
    func delivered(on engine: Engine) async throws {
        let server = try await WebHost()
        let fixture = try DeliveryFixture(engine, base: "https://lectern.example")
        try await fixture.add(at: server.port)
        #expect(try await fixture.service.next() == false)
        try await fixture.end("r1")
        #expect(try await fixture.service.next())
        #expect(try await fixture.service.next() == false)
        let delivery = try #require(try await fixture.deliveries().first)
        #expect(delivery.state == .delivered && delivery.attempts == 1 && delivery.lastStatus == 200 && delivery.problem == nil)
        #expect(server.requests.count == 1)
        let request = try #require(server.requests.first)
        #expect(request.method == "POST" && request.path == "/w?a=b" && request.headers["content-type"] == "application/json")
        #expect(request.headers["host"] == "media.test:\(server.port)" && request.headers["webhook-id"] == delivery.event.id)
        let timestamp = Int(fixture.time.clock.now)
        #expect(request.headers["webhook-timestamp"] == "\(timestamp)")
        let signature = WebhookSignature.value(
            of: request.body, id: delivery.event.id, timestamp: timestamp, secrets: [DeliveryFixture.secret])
        #expect(request.headers["webhook-signature"] == signature)
        let body = try #require(try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any])
        #expect(body["type"] as? String == "review.completed")
        let data = try #require(body["data"] as? [String: Any])
        #expect(data["review"] as? String == "r1" && data["verdict"] as? String == "fix-advised" && data["course"] as? String == "physics")
        #expect((data["links"] as? [String: String])?["report"] == "https://lectern.example/v1/reviews/r1/report")
    }

    @Test("A receiver that never takes it is asked ten times, each in its time, with the same id and a new timestamp")
    func schedule() async throws {
        let server = try await WebHost { _, _ in WebReply(status: 500) }
        let fixture = try DeliveryFixture()
        try await fixture.add(at: server.port)
        try await fixture.end()
        for pause in [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as [Double] {
            if pause > 0 {
                fixture.time.advance(pause - 1)
                #expect(try await fixture.service.next() == false, "\(pause)")
                fixture.time.advance(1)
            }
            #expect(try await fixture.deliveries().first?.state == .waiting, "\(pause)")
            #expect(try await fixture.service.next(), "\(pause)")
        }
        let delivery = try #require(try await fixture.deliveries().first)
        #expect(delivery.state == .failed && delivery.attempts == 10 && delivery.lastStatus == 500 && delivery.problem == "It answered 500.")
        fixture.time.advance(1_000_000)
        #expect(try await fixture.service.next() == false)
        #expect(server.requests.count == 10)
        #expect(Set(server.requests.map { $0.headers["webhook-id"] }) == [delivery.event.id])
        #expect(Set(server.requests.map(\.body)).count == 1)
        #expect(Set(server.requests.map { $0.headers["webhook-timestamp"] }).count == 10)
        // The webhook itself stays: other events may do better.
        #expect(try await fixture.webhook()?.disabledAt == nil)
    }

    @Test("After a receiver that failed for a while each event has been accepted once", arguments: Engine.allCases)
    func failedForAWhile(on engine: Engine) async throws {
        let server = try await WebHost { _, number in WebReply(status: number < 7 ? 500 : 200) }
        let fixture = try DeliveryFixture(engine)
        try await fixture.add(at: server.port)
        for number in 0..<3 { try await fixture.end("r\(number)") }
        for _ in 0..<60 {
            while try await fixture.service.next() {}
            fixture.time.advance(600)
        }
        let deliveries = try await fixture.deliveries()
        #expect(deliveries.count == 3 && deliveries.allSatisfy { $0.state == .delivered })
        let accepted = server.requests.dropFirst(7).compactMap { $0.headers["webhook-id"] }
        #expect(accepted.sorted() == deliveries.map(\.event.id).sorted())
    }

    @Test("One that is away is called once a pause, however much waits for it, and others are told at once", arguments: Engine.allCases)
    func backlog(on engine: Engine) async throws {
        let (away, well) = (try await WebHost { _, _ in WebReply(status: 500) }, try await WebHost())
        let fixture = try DeliveryFixture(engine)
        try await fixture.add("away", at: away.port)
        try await fixture.add("well", at: well.port)
        for number in 0..<30 { try await fixture.end("r\(number)") }
        while try await fixture.service.next() {}
        #expect(away.requests.count == 1 && well.requests.count == 30)
        for _ in 0..<60 {
            fixture.time.advance(60)
            while try await fixture.service.next() {}
        }
        // After 5 s, 5 min and 30 min.
        #expect(away.requests.count == 4 && well.requests.count == 30)
        #expect(try await fixture.deliveries(of: "away").allSatisfy { $0.state == .waiting })
        // Each of its own attempts is in its time still.
        #expect(try await fixture.deliveries(of: "away").last?.attempts == 4)
    }

    @Test("What failed goes before what came later, once its short pause is over")
    func order() async throws {
        let server = try await WebHost { _, number in WebReply(status: number == 0 ? 500 : 200) }
        let fixture = try DeliveryFixture()
        try await fixture.add(at: server.port)
        for number in 0..<3 { try await fixture.end("r\(number)") }
        #expect(try await fixture.service.next())
        #expect(try await fixture.service.next() == false)
        fixture.time.advance(5)
        for _ in 0..<3 { #expect(try await fixture.service.next()) }
        let ids = server.requests.compactMap { $0.headers["webhook-id"] }
        let events = try await fixture.deliveries().map(\.event.id)
        #expect(ids == [events[2], events[2], events[1], events[0]])
    }

    @Test("410 disables the webhook, until somebody enables it", arguments: Engine.allCases)
    func gone(on engine: Engine) async throws {
        let server = try await WebHost { _, number in WebReply(status: number == 0 ? 410 : 200) }
        let fixture = try DeliveryFixture(engine)
        try await fixture.add(at: server.port)
        for number in 0..<2 { try await fixture.end("r\(number)") }
        #expect(try await fixture.service.next())
        #expect(try await fixture.service.next() == false)
        #expect(try await fixture.webhook()?.disabledReason == "It answered 410: it wants nothing more.")
        #expect(try await fixture.deliveries().map(\.state) == [.failed, .failed])
        try await fixture.end("r2")
        #expect(try await fixture.deliveries().count == 2)
        let now = fixture.time.clock.now
        try await fixture.queue.database.write { try WebhookStore.enable("w", at: now, $0) }
        try await fixture.end("r3")
        #expect(try await fixture.service.next())
        #expect(try await fixture.service.next() == false)
        #expect(try await fixture.deliveries().first?.state == .delivered)
        #expect(server.requests.count == 2)
    }

    @Test("A redirect is not followed", arguments: [301, 302, 303, 307, 308])
    func redirect(status: Int) async throws {
        let other = try await WebHost()
        let server = try await WebHost { _, _ in
            WebReply(status: status, fields: ["Location": "http://media.test:\(other.port)/"])
        }
        let fixture = try DeliveryFixture()
        try await fixture.add(at: server.port)
        try await fixture.end()
        #expect(try await fixture.service.next())
        let delivery = try #require(try await fixture.deliveries().first)
        #expect(delivery.state == .waiting && delivery.lastStatus == status)
        #expect(delivery.problem?.contains("Redirects are not followed") == true)
        #expect(server.requests.count == 1 && other.connections == 0)
    }

    @Test("Nothing connects to the house, by digits or by name")
    func house() async throws {
        let inside = try await WebHost(on: "127.0.0.2")
        let fixture = try DeliveryFixture()
        try await fixture.add("digits", at: inside.port, host: "127.0.0.2")
        try await fixture.add("name", at: inside.port, host: "unknown.test")
        try await fixture.end()
        for _ in 0..<2 { #expect(try await fixture.service.next()) }
        #expect(try await fixture.deliveries(of: "digits").first?.problem?.contains("is not a public host") == true)
        #expect(try await fixture.deliveries(of: "name").first?.problem == "The name unknown.test is not known.")
        #expect(inside.connections == 0)
    }

    @Test("A side that cannot be reached is asked again")
    func unreachable() async throws {
        let fixture = try DeliveryFixture()
        try await fixture.add(at: 1)
        try await fixture.end()
        #expect(try await fixture.service.next())
        let delivery = try #require(try await fixture.deliveries().first)
        #expect(delivery.state == .waiting && delivery.lastStatus == nil && delivery.problem?.isEmpty == false)
    }

    @Test("A receiver that is busy is asked again when it said, with nothing else meanwhile")
    func retryAfter() async throws {
        let server = try await WebHost { _, number in
            number == 0 ? WebReply(status: 429, fields: ["Retry-After": "120"]) : WebReply()
        }
        let fixture = try DeliveryFixture()
        try await fixture.add(at: server.port)
        for number in 0..<2 { try await fixture.end("r\(number)") }
        #expect(try await fixture.service.next())
        fixture.time.advance(119)
        #expect(try await fixture.service.next() == false)
        fixture.time.advance(1)
        for _ in 0..<2 { #expect(try await fixture.service.next()) }
        #expect(server.requests.count == 3)
    }

    @Test("One that asks for a day gets the event that it did not take after a day, and others after an hour")
    func longRetryAfter() async throws {
        let server = try await WebHost { _, number in
            number == 0 ? WebReply(status: 503, fields: ["Retry-After": "86400"]) : WebReply()
        }
        let fixture = try DeliveryFixture()
        try await fixture.add(at: server.port)
        for number in 0..<2 { try await fixture.end("r\(number)") }
        let begin = fixture.time.clock.now
        #expect(try await fixture.service.next())
        #expect(try await fixture.deliveries().map(\.nextAttempt) == [begin + 3_600, begin + 86_400])
        fixture.time.advance(3_599)
        #expect(try await fixture.service.next() == false)
        fixture.time.advance(1)
        #expect(try await fixture.service.next())
        #expect(try await fixture.service.next() == false)
        #expect(try await fixture.deliveries().map(\.state) == [.delivered, .waiting])
        fixture.time.advance(86_400 - 3_600)
        #expect(try await fixture.service.next())
        #expect(try await fixture.deliveries().map(\.state) == [.delivered, .delivered])
        #expect(server.requests.count == 3)
    }

    @Test("While a secret is replaced both sign")
    func rotation() async throws {
        let server = try await WebHost()
        let fixture = try DeliveryFixture()
        try await fixture.add(at: server.port)
        let (secret, now) = (WebhookSecret.make(), fixture.time.clock.now)
        _ = try await fixture.queue.database.write { try WebhookStore.rotate("w", to: secret, keepingUntil: now + 86_400, at: now, $0) }
        try await fixture.end("r1")
        #expect(try await fixture.service.next())
        fixture.time.advance(86_400)
        try await fixture.end("r2")
        #expect(try await fixture.service.next())
        for (request, secrets) in zip(server.requests, [[secret, DeliveryFixture.secret], [secret]]) {
            let (id, time) = (request.headers["webhook-id"] ?? "", Int(request.headers["webhook-timestamp"] ?? "") ?? 0)
            let signatures = WebhookSignature.value(of: request.body, id: id, timestamp: time, secrets: secrets)
            #expect(request.headers["webhook-signature"] == signatures)
        }
        #expect(server.requests.count == 2)
    }

    @Test("An answer that goes on and on is not waited for")
    func longAnswer() async throws {
        let server = try await WebHost { _, _ in
            WebReply(body: [UInt8](repeating: 65, count: 1 << 20)).ended(.held(after: 100_000))
        }
        let fixture = try DeliveryFixture()
        try await fixture.add(at: server.port)
        try await fixture.end()
        #expect(try await fixture.service.next())
        #expect(try await fixture.deliveries().first?.state == .delivered)
        #expect(server.requests.count == 1)
    }

    @Test("Nor is one that does not end")
    func unendedAnswer() async throws {
        let server = try await WebHost { _, _ in WebReply(body: [UInt8](repeating: 65, count: 100)).ended(.held(after: 1)) }
        let fixture = try DeliveryFixture()
        try await fixture.add(at: server.port)
        try await fixture.end()
        #expect(try await fixture.service.next())
        let delivery = try #require(try await fixture.deliveries().first)
        #expect(delivery.state == .delivered && delivery.lastStatus == 200 && delivery.problem == nil)
        #expect(server.requests.count == 1)
    }

    @Test("What happened long ago is forgotten", arguments: Engine.allCases)
    func sweep(on engine: Engine) async throws {
        let fixture = try DeliveryFixture(engine)
        try await fixture.add(at: 1)
        try await fixture.end("r1")
        fixture.time.advance(30 * 86_400)
        try await fixture.end("r2")
        try await fixture.service.sweep()
        #expect(try await fixture.deliveries().compactMap(\.event.review?.id) == ["r2"])
    }
}
