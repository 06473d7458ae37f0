import Feedback
import JobQueue
import Logging
import ReviewModel
import ServiceLifecycle
import Storage
import StorageTestSupport
import TestSupport
import Testing
import WebTestSupport

@Suite("Deliveries and the processes that do them", .timeLimit(.minutes(2))) struct DeliveryHoldTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test("Two processes never call the same endpoint at once", arguments: Engine.allCases)
    func one(on engine: Engine) async throws {
        let server = try await WebHost { _, number in number == 0 ? WebReply(ending: .silent) : WebReply() }
        let fixture = try DeliveryFixture(engine)
        try await fixture.add(at: server.port)
        for number in 0..<2 { try await fixture.end("r\(number)") }
        let (service, other) = (fixture.service, try fixture.another())
        let first = Task { try await service.next() }
        #expect(try await eventually { server.requests.count == 1 })
        #expect(try await other.next() == false)
        server.finish()
        #expect(try await first.value)
        #expect(try await other.next())
        #expect(Set(server.requests.map { $0.headers["webhook-id"] }).count == 2)
        #expect(try await fixture.deliveries().allSatisfy { $0.state == .delivered && $0.attempts == 1 })
    }

    @Test("What a process took that ended comes again, under the same id", arguments: Engine.allCases)
    func ended(on engine: Engine) async throws {
        let server = try await WebHost()
        let fixture = try DeliveryFixture(engine)
        try await fixture.add(at: server.port)
        try await fixture.end()
        // All that is left of a process that was killed: what it took.
        let now = fixture.time.clock.now
        let taken = try await fixture.queue.database.write { try DeliveryStore.claim(at: now, until: now + 60, $0) }
        fixture.time.advance(59)
        #expect(try await fixture.service.next() == false)
        fixture.time.advance(1)
        #expect(try await fixture.service.next())
        #expect(server.requests.map { $0.headers["webhook-id"] } == [taken?.event.id])
        #expect(try await fixture.deliveries().first?.attempts == 2)
    }

    @Test("A shutdown gives back what it was about, without spending an attempt", arguments: Engine.allCases)
    func shutdown(on engine: Engine) async throws {
        let server = try await WebHost { _, number in number == 0 ? WebReply(ending: .silent) : WebReply() }
        let fixture = try DeliveryFixture(engine)
        try await fixture.add(at: server.port)
        try await fixture.end()
        let group = ServiceGroup(services: [fixture.service], logger: logger)
        async let running: Void = group.run()
        #expect(try await eventually { server.requests.count == 1 })
        await group.triggerGracefulShutdown()
        try await running
        let delivery = try #require(try await fixture.deliveries().first)
        #expect(delivery.state == .waiting && delivery.attempts == 0 && delivery.problem == nil)
        #expect(try await fixture.another().next())
        #expect(try await fixture.deliveries().first?.state == .delivered)
        #expect(server.requests.count == 2)
    }

    @Test("A service that runs is woken by the end of a review", arguments: Engine.allCases)
    func woken(on engine: Engine) async throws {
        let server = try await WebHost()
        let fixture = try DeliveryFixture(engine)
        try await fixture.add(at: server.port, events: [.cancelled])
        let review = Review(id: "r1", title: "Optics", createdAt: fixture.time.clock.now)
        try await fixture.queue.database.write { try ReviewStore.insert(review, $0) }
        let group = ServiceGroup(services: [fixture.service], logger: logger)
        async let running: Void = group.run()
        #expect(try await fixture.queue.cancel(review: "r1"))
        #expect(try await eventually { try await fixture.deliveries().first?.state == .delivered })
        await group.triggerGracefulShutdown()
        try await running
        #expect(server.requests.count == 1)
    }

    @Test("A dozen that never answer hold up nobody else")
    func hanging() async throws {
        let (hung, well) = (try await WebHost { _, _ in WebReply(ending: .silent) }, try await WebHost())
        let fixture = try DeliveryFixture()
        // Their names come first, as their turns do.
        for number in 0..<12 { try await fixture.add("a\(number)", at: hung.port) }
        try await fixture.add("well", at: well.port)
        for number in 0..<3 { try await fixture.end("r\(number)") }
        let group = ServiceGroup(services: [fixture.service], logger: logger)
        async let running: Void = group.run()
        #expect(try await eventually(within: 15) { try await fixture.deliveries(of: "well").allSatisfy { $0.state == .delivered } })
        #expect(try await eventually { hung.requests.count == 12 })
        await group.triggerGracefulShutdown()
        try await running
        #expect(try await fixture.deliveries(of: "a0").allSatisfy { $0.state == .waiting && $0.attempts == 0 })
        #expect(hung.requests.count == 12 && well.requests.count == 3)
    }

    @Test("A review that is deleted, or a webhook, while it is told of is nobody's fault")
    func deleted() async throws {
        let server = try await WebHost { _, _ in WebReply(status: 500, ending: .silent) }
        let fixture = try DeliveryFixture()
        try await fixture.add("w1", at: server.port)
        try await fixture.add("w2", at: server.port)
        try await fixture.end("r1")
        let service = fixture.service
        let first = Task { try await service.next() }
        let second = Task { try await service.next() }
        #expect(try await eventually { server.requests.count == 2 })
        _ = try await fixture.queue.database.write { try WebhookStore.delete("w2", $0) }
        #expect(try await fixture.queue.delete(review: "r1"))
        server.finish()
        #expect(try await first.value)
        #expect(try await second.value)
        #expect(try await fixture.deliveries(of: "w1").isEmpty)
        #expect(try await fixture.service.next() == false)
    }
}
