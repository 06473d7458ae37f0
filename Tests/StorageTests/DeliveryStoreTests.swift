import ReviewModel
import Storage
import StorageTestSupport
import Testing

@Suite("What is on its way to webhooks") struct DeliveryStoreTests {
    /// A webhook with events that happened at 100, 101 and so on.
    private static func fixture(_ engine: Engine, webhooks: [String] = ["w"], events: Int = 1) async throws -> OutboxFixture {
        let fixture = try OutboxFixture(engine)
        for webhook in webhooks { try await fixture.add(webhook) }
        for number in 0..<events {
            try await fixture.review("r\(number)")
            try await fixture.end("r\(number)", at: 100 + Double(number))
        }
        return fixture
    }

    private static func isDue(_ fixture: OutboxFixture, at now: Double) async throws -> Bool {
        try await fixture.database.read { try DeliveryStore.isDue(at: now, $0) }
    }

    @Test("An endpoint gets one event at a time, in their order", arguments: Engine.allCases)
    func order(on engine: Engine) async throws {
        let fixture = try await Self.fixture(engine, events: 3)
        #expect(try await !Self.isDue(fixture, at: 99))
        #expect(try await fixture.claim(at: 99) == nil)
        for number in 0..<3 {
            #expect(try await Self.isDue(fixture, at: 200))
            let parcel = try #require(try await fixture.claim(at: 200))
            #expect(parcel.event.review?.id == "r\(number)" && parcel.attempt == 1 && parcel.webhook == "w")
            #expect(parcel.url == "http://media.test/w" && parcel.secrets == ["whsec_w"])
            #expect(try await !Self.isDue(fixture, at: 200))
            #expect(try await fixture.claim(at: 200) == nil)
            #expect(try await fixture.note(.delivered, of: parcel, due: 200, freeAt: 200))
        }
        #expect(try await !Self.isDue(fixture, at: 1_000))
        #expect(try await fixture.deliveries(of: "w").allSatisfy { $0.state == .delivered && $0.finishedAt == 200 && $0.nextAttempt == nil })
    }

    @Test("What failed comes back in its time, and its endpoint is left alone for as long as was said", arguments: Engine.allCases)
    func postponed(on engine: Engine) async throws {
        let fixture = try await Self.fixture(engine, events: 2)
        let first = try #require(try await fixture.claim(at: 200))
        #expect(try await fixture.note(.waiting, of: first, due: 500, freeAt: 260))
        #expect(try await fixture.claim(at: 259) == nil)
        let second = try #require(try await fixture.claim(at: 260))
        #expect(second.event.review?.id == "r1")
        #expect(try await fixture.note(.failed, of: second, due: 261, freeAt: 261))
        #expect(try await fixture.claim(at: 499) == nil)
        let again = try #require(try await fixture.claim(at: 500))
        #expect(again.event == first.event && again.attempt == 2)
        let newest = try await fixture.database.read { try DeliveryStore.newest($0) }
        #expect(newest["w"]?.event == second.event && newest["w"]?.state == .failed && newest["w"]?.problem == "It answered 500.")
        #expect(newest["w"]?.lastStatus == 500 && newest["w"]?.finishedAt == 261)
    }

    @Test("What a process took that ended is another's turn, and its late word does not count", arguments: Engine.allCases)
    func ended(on engine: Engine) async throws {
        let fixture = try await Self.fixture(engine)
        let first = try #require(try await fixture.claim(at: 200, for: 60))
        #expect(try await fixture.claim(at: 259) == nil)
        let second = try #require(try await fixture.claim(at: 260, for: 60))
        #expect(second.event == first.event && second.attempt == 2)
        #expect(try await !fixture.note(.failed, of: first, due: 261, freeAt: 0))
        #expect(try await fixture.claim(at: 261) == nil)
        #expect(try await fixture.note(.delivered, of: second, due: 262, freeAt: 262))
    }

    @Test("An endpoint's failures in a row are counted, whatever the events, until one is accepted", arguments: Engine.allCases)
    func failures(on engine: Engine) async throws {
        let fixture = try await Self.fixture(engine, events: 4)
        let states: [WebhookDelivery.State] = [.waiting, .failed, .delivered, .waiting]
        for (state, count) in zip(states, [0, 1, 2, 0]) {
            let parcel = try #require(try await fixture.claim(at: 200))
            #expect(try await fixture.database.read { try DeliveryStore.failures(of: parcel, $0) } == count)
            #expect(try await fixture.note(state, of: parcel, due: 500, freeAt: 200))
        }
        let late = try #require(try await fixture.claim(at: 500, for: 60))
        let parcel = try #require(try await fixture.claim(at: 560))
        #expect(try await fixture.database.read { try DeliveryStore.failures(of: late, $0) } == nil)
        #expect(try await fixture.database.read { try DeliveryStore.failures(of: parcel, $0) } == 1)
    }

    @Test("A rest is seen, and can be ended; a turn that somebody has cannot", arguments: Engine.allCases)
    func endedRest(on engine: Engine) async throws {
        let fixture = try await Self.fixture(engine, events: 2)
        let first = try #require(try await fixture.claim(at: 200))
        #expect(try await fixture.note(.waiting, of: first, due: 205, freeAt: 3_800))
        #expect(try await fixture.deliveries(of: "w").map(\.nextAttempt) == [3_800, 3_800])
        #expect(try await fixture.claim(at: 300) == nil)
        try await fixture.database.write { try WebhookStore.endRest(of: "w", at: 300, $0) }
        #expect(try await fixture.deliveries(of: "w").map(\.nextAttempt) == [300, 300])
        let again = try #require(try await fixture.claim(at: 300))
        #expect(again.event == first.event && again.attempt == 2)
        #expect(try await fixture.database.read { try DeliveryStore.failures(of: again, $0) } == 0)
        try await fixture.database.write { try WebhookStore.enable("w", at: 301, $0) }
        #expect(try await fixture.claim(at: 301) == nil)
        #expect(try await fixture.note(.delivered, of: again, due: 302, freeAt: 302))
        #expect(try await fixture.claim(at: 302)?.event.review?.id == "r1")
    }

    @Test("What a clock that was wrong has set keeps nobody waiting", arguments: Engine.allCases)
    func wrongClock(on engine: Engine) async throws {
        let fixture = try await Self.fixture(engine)
        let first = try #require(try await fixture.claim(at: 200))
        // The longest rest that there is, and one of a day.
        #expect(try await fixture.note(.waiting, of: first, due: 205, freeAt: 210 + DeliveryStore.longestRest))
        #expect(try await !Self.isDue(fixture, at: 210))
        #expect(try await fixture.claim(at: 210) == nil)
        let second = try #require(try await fixture.claim(at: 210 + DeliveryStore.longestRest))
        #expect(try await fixture.note(.waiting, of: second, due: 205, freeAt: 210 + 86_400))
        #expect(try await Self.isDue(fixture, at: 210))
        // So it is with a turn.
        #expect(try await fixture.claim(at: 210, for: 86_400)?.attempt == 3)
        #expect(try await fixture.claim(at: 211)?.attempt == 4)
        #expect(try await fixture.claim(at: 212) == nil)
    }

    @Test("What is given back is as if it had not been taken", arguments: Engine.allCases)
    func released(on engine: Engine) async throws {
        let fixture = try await Self.fixture(engine)
        let parcel = try #require(try await fixture.claim(at: 200))
        try await fixture.database.write { try DeliveryStore.release(parcel, $0) }
        #expect(try await fixture.deliveries(of: "w").map(\.attempts) == [0])
        #expect(try await fixture.claim(at: 201)?.attempt == 1)
    }

    @Test("Endpoints take turns, however much one of them has to get", arguments: Engine.allCases)
    func turns(on engine: Engine) async throws {
        let fixture = try await Self.fixture(engine, webhooks: ["a", "b"], events: 4)
        var order: [String] = []
        for step in 0..<4 {
            let now = 200 + Double(step)
            let parcel = try #require(try await fixture.claim(at: now))
            order.append(parcel.webhook)
            #expect(try await fixture.note(.delivered, of: parcel, due: now, freeAt: now))
        }
        #expect(order == ["a", "b", "a", "b"])
    }

    @Test("Two processes never have the same endpoint", arguments: Engine.allCases)
    func race(on engine: Engine) async throws {
        let fixture = try await Self.fixture(engine, webhooks: ["a", "b", "c"], events: 3)
        let taken = try await withThrowingTaskGroup(of: DeliveryStore.Parcel?.self) { group -> [String] in
            for _ in 0..<12 { group.addTask { try await fixture.claim(at: 200) } }
            var found: [String] = []
            for try await parcel in group {
                if let parcel { found.append(parcel.webhook) }
            }
            return found
        }
        #expect(taken.sorted() == ["a", "b", "c"])
    }

    @Test("The secret before the present one signs until its time is over", arguments: Engine.allCases)
    func rotated(on engine: Engine) async throws {
        let fixture = try await Self.fixture(engine, events: 2)
        #expect(try await fixture.database.write { try WebhookStore.rotate("w", to: "whsec_new", keepingUntil: 300, at: 200, $0) } == 300)
        #expect(try await fixture.database.write { try WebhookStore.rotate("none", to: "whsec_new", keepingUntil: 300, at: 200, $0) } == nil)
        let first = try #require(try await fixture.claim(at: 299))
        #expect(first.secrets == ["whsec_new", "whsec_w"])
        #expect(try await fixture.note(.delivered, of: first, due: 299, freeAt: 299))
        #expect(try await fixture.claim(at: 300)?.secrets == ["whsec_new"])
    }

    @Test("Rotated again meanwhile, what the receiver has goes on to sign until its time is over", arguments: Engine.allCases)
    func rotatedTwice(on engine: Engine) async throws {
        let fixture = try await Self.fixture(engine, events: 3)
        func rotate(_ secret: String, at now: Double) async throws -> Double? {
            try await fixture.database.write { try WebhookStore.rotate("w", to: secret, keepingUntil: now + 100, at: now, $0) }
        }
        #expect(try await rotate("whsec_b", at: 200) == 300)
        #expect(try await rotate("whsec_c", at: 299) == 300)
        let first = try #require(try await fixture.claim(at: 299))
        #expect(first.secrets == ["whsec_c", "whsec_w"])
        #expect(try await fixture.note(.delivered, of: first, due: 299, freeAt: 299))
        let second = try #require(try await fixture.claim(at: 300))
        #expect(second.secrets == ["whsec_c"])
        #expect(try await fixture.note(.delivered, of: second, due: 300, freeAt: 300))
        // After that it is as the first time.
        #expect(try await rotate("whsec_d", at: 300) == 400)
        #expect(try await fixture.claim(at: 300)?.secrets == ["whsec_d", "whsec_c"])
    }

    @Test("One that is disabled gets nothing more, and once it is enabled what happens from then on", arguments: Engine.allCases)
    func disabled(on engine: Engine) async throws {
        let fixture = try await Self.fixture(engine, events: 2)
        try await fixture.database.write { try WebhookStore.disable("w", because: "Gone.", at: 200, $0) }
        #expect(try await fixture.claim(at: 300) == nil)
        #expect(try await fixture.deliveries(of: "w").allSatisfy { $0.state == .failed && $0.problem == "Gone." && $0.finishedAt == 200 })
        let webhook = try await fixture.database.read { try WebhookStore.find("w", $0) }
        #expect(webhook?.disabledAt == 200 && webhook?.disabledReason == "Gone.")
        try await fixture.database.write { try WebhookStore.enable("w", at: 300, $0) }
        #expect(try await fixture.claim(at: 300) == nil)
        try await fixture.review("later")
        try await fixture.end("later", at: 400)
        #expect(try await fixture.claim(at: 400)?.event.review?.id == "later")
    }

    @Test("A list goes on from an event", arguments: Engine.allCases)
    func pages(on engine: Engine) async throws {
        let fixture = try await Self.fixture(engine, events: 5)
        var found: [String] = []
        var before: String?
        for _ in 0..<3 {
            let from = before
            let page = try await fixture.database.read { try DeliveryStore.list(of: "w", before: from, limit: 2, $0) }
            found += page.compactMap(\.event.review?.id)
            before = page.last?.event.id
        }
        #expect(found == ["r4", "r3", "r2", "r1", "r0"])
    }

    @Test("A webhook comes back as it was, and counts for its course", arguments: Engine.allCases)
    func webhooks(on engine: Engine) async throws {
        let fixture = try OutboxFixture(engine)
        let webhook = Webhook(
            id: "w", url: "https://hooks.test/a?b=c", description: "Für die \"Cloud\"", course: "physics", events: [.failed, .cancelled],
            account: "token:1", createdAt: 0.5)
        try await fixture.database.write { try WebhookStore.insert(webhook, secret: "whsec_a", $0) }
        try await fixture.add("x")
        #expect(try await fixture.database.read { try WebhookStore.find("w", $0) } == webhook)
        #expect(try await fixture.database.read { try WebhookStore.all($0).map(\.id) } == ["w", "x"])
        for (course, count) in [("physics", 1), (nil, 1), ("chemistry", 0)] as [(String?, Int)] {
            #expect(try await fixture.database.read { try WebhookStore.count(of: course, $0) } == count)
        }
    }
}
