package import Ingest
package import JobQueue
package import Logging
internal import Metrics
internal import NIOHTTP1
internal import ReviewModel
internal import ServiceLifecycle
internal import Storage

/// Tells webhooks what happened: some endpoints at once, each of one event after the other, again and again until it is accepted or given up.
///
/// Whoever takes an endpoint's turn has it for a while; what a process took that ended is another's once that is over. So an event may come twice, under
/// the same id.
package struct DeliveryService: Service {
    private let queue: JobQueue
    private let client: SafeClient
    private let base: String
    private let random: @Sendable () -> Double
    private let logger: Logger

    /// An attempt that waits for its answer costs no more than a socket, and those of dead endpoints should not be all that there are.
    private static let atOnce = 16
    /// How often it looks by itself: for what is due again, and for what other processes bring.
    private static let look = Duration.seconds(2)
    /// For one attempt.
    private static let deadline = Duration.seconds(20)
    /// Seconds that an endpoint is taken for; much longer than an attempt takes.
    private static let hold = 60.0
    private static let cleaning = Duration.seconds(600)
    /// Seconds for which what happened is kept.
    private static let memory = 30 * 86_400.0
    private static let batch = 500

    /// - Parameters:
    ///   - base: what receivers call this service, as `https://lectern.example`, for the links in what they get; nil where that is not known.
    ///   - random: from 0 to 1, for the pauses.
    package init(
        queue: JobQueue, client: SafeClient, base: String? = nil, random: @escaping @Sendable () -> Double = { .random(in: 0..<1) }, logger: Logger
    ) {
        self.queue = queue
        self.client = client
        self.base = base ?? ""
        self.random = random
        self.logger = logger
    }

    package func run() async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<Self.atOnce { group.addTask { await runLane() } }
            group.addTask {
                await repeatedly(every: Self.look, logger: logger, failing: "What is to be delivered cannot be read.") { try await wake() }
            }
            group.addTask {
                await repeatedly(every: Self.cleaning, logger: logger, failing: "Old deliveries could not be swept.") { try await sweep() }
            }
        }
    }

    /// Delivers whenever there may be something, and sleeps meanwhile.
    private func runLane() async {
        await cancelWhenGracefulShutdown {
            let ticks = queue.signals.deliveryTicks()
            await drain()
            for await _ in ticks { await drain() }
        }
    }

    private func drain() async {
        do {
            while !Task.isCancelled, try await next() {}
        } catch is CancellationError {
            return
        } catch {
            logger.error("What is to be delivered cannot be taken or noted.", metadata: ["cause": "\(error)"])
        }
    }

    /// Wakes the lanes where there is something for them.
    private func wake() async throws {
        let now = queue.clock.now
        if try await queue.database.read({ try DeliveryStore.isDue(at: now, $0) }) { queue.signals.deliveriesCame() }
    }

    /// Makes the attempt whose turn it is.
    ///
    /// - Returns: false where there is none, or the service ends.
    package func next() async throws -> Bool {
        let (now, database) = (queue.clock.now, queue.database)
        guard try await database.read({ try DeliveryStore.isDue(at: now, $0) }) else { return false }
        let claimed = try await database.write { try DeliveryStore.claim(at: now, until: now + Self.hold, $0) }
        guard let parcel = claimed else { return false }
        let attempt = await send(parcel)
        if case .unanswered = attempt, Task.isCancelled {
            // The service ends, which is nobody's failure.
            _ = await Task { try await database.write { try DeliveryStore.release(parcel, $0) } }.result
            return false
        }
        try await settle(parcel, attempt)
        return true
    }

    private func send(_ parcel: DeliveryStore.Parcel) async -> DeliveryAttempt {
        do {
            let body = [UInt8](try StoredJSON.data(EventBody(parcel.event, to: parcel.webhook, base: base)))
            let timestamp = Int(queue.clock.now)
            var headers = HTTPHeaders()
            headers.add(name: "Content-Type", value: "application/json")
            headers.add(name: "webhook-id", value: parcel.event.id)
            headers.add(name: "webhook-timestamp", value: "\(timestamp)")
            headers.add(
                name: "webhook-signature",
                value: WebhookSignature.value(of: body, id: parcel.event.id, timestamp: timestamp, secrets: parcel.secrets))
            let reply = try await client.post(body, to: parcel.url, headers: headers, deadline: Self.deadline)
            let pause = RetryAfter.seconds(reply.headers.first(name: "Retry-After"), at: queue.clock.now)
            return .answered(status: reply.status, pause: pause)
        } catch let refusal as FetchRefusal {
            return .unanswered(refusal.sentence)
        } catch {
            return .unanswered("The connection broke off.")
        }
    }

    /// Notes how an attempt went.
    private func settle(_ parcel: DeliveryStore.Parcel, _ attempt: DeliveryAttempt) async throws {
        let (now, chance) = (queue.clock.now, random())
        let noted = try await queue.database.write { session -> DeliveryJudgement? in
            guard let failures = try DeliveryStore.failures(of: parcel, session) else { return nil }
            let judgement = DeliveryJudgement(of: attempt, number: parcel.attempt, failures: failures, at: now, random: chance)
            guard try DeliveryStore.note(judgement.note, of: parcel, freeAt: judgement.freeAt, session) else { return nil }
            if judgement.result == .gone {
                try WebhookStore.disable(parcel.webhook, because: judgement.note.problem ?? "", at: now, session)
            }
            return judgement
        }
        guard let judgement = noted else { return }
        Counter(label: "lectern.webhook.deliveries", dimensions: [("result", judgement.result.rawValue)]).increment()
        var metadata: Logger.Metadata = ["webhook": "\(parcel.webhook)", "event": "\(parcel.event.id)", "attempt": "\(parcel.attempt)"]
        guard let problem = judgement.note.problem else { return logger.info("A webhook was told of an event.", metadata: metadata) }
        metadata["cause"] = "\(problem)"
        logger.warning("A webhook was not told of an event.", metadata: metadata)
    }

    /// Forgets what happened long ago, and what belonged to webhooks that are gone.
    package func sweep() async throws {
        let time = queue.clock.now - Self.memory
        var count = Self.batch
        while count == Self.batch, !Task.isCancelled {
            count = try await queue.database.write { try EventOutbox.sweep(before: time, atMost: Self.batch, $0) }
        }
    }
}
