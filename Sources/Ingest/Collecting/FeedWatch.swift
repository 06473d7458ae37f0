internal import Foundation
internal import JobQueue
package import Logging
internal import NIOCore
internal import NIOHTTP1
package import ReviewModel
internal import ServiceLifecycle
internal import Storage

/// Takes in the episodes of a podcast or of a course's feed, each once.
package struct FeedWatch: Service {
    private let address: String
    private let course: String?
    private let rubric: Rubric
    private let interval: Double
    private let engine: UploadEngine
    private let client: SafeClient
    private let pacer: HostPacer
    private let logger: Logger

    private static let look = Duration.seconds(5)
    private static let sizeLimit = 10 << 20
    /// Episodes that one visit takes on; the next one goes on.
    private static let atOnce = 100

    /// - Parameters:
    ///   - interval: seconds between two requests for the feed.
    ///   - pacer: shared by all feeds.
    package init(
        address: String, course: String?, rubric: Rubric, interval: Double, engine: UploadEngine, client: SafeClient, pacer: HostPacer,
        logger: Logger
    ) {
        self.address = address
        self.course = course
        self.rubric = rubric
        self.interval = interval
        self.engine = engine
        self.client = client
        self.pacer = pacer
        self.logger = logger
    }

    package func run() async {
        await repeatedly(every: Self.look, logger: logger, failing: "The feed \(address) cannot be read.") {
            do {
                _ = try await visit()
            } catch let refusal as FetchRefusal {
                logger.warning("The feed cannot be read.", metadata: ["feed": "\(address)", "cause": "\(refusal.sentence)"])
            }
        }
    }

    /// Asks for the feed where its time has come, and takes on what is new.
    ///
    /// - Returns: the number of episodes taken on; nil where the feed was not asked for or has not changed.
    package func visit() async throws -> Int? {
        let (now, database) = (engine.queue.clock.now, engine.queue.database)
        let isDue = try await database.write { [address, interval] in
            try CollectionStore.claimFeed(address, at: now, until: now + interval, $0)
        }
        guard isDue, let state = try await database.read({ [address] in try CollectionStore.feed(address, $0) }) else { return nil }
        await pacer.wait(for: address)
        var headers = HTTPHeaders()
        if let tag = state.entityTag { headers.add(name: "If-None-Match", value: tag) }
        if let date = state.lastModified { headers.add(name: "If-Modified-Since", value: date) }
        let news = try await client.get(address, headers: headers, deadline: .seconds(60)) { try await read($0, now: now) }
        guard let (episodes, next) = news else { return nil }
        var count = 0
        // The oldest first, and a little later each, so that reviews stand in the order of the course.
        for (place, episode) in episodes.reversed().enumerated() where count < Self.atOnce {
            if try await take(episode, at: now + Double(place) * 0.001) { count += 1 }
        }
        // Only now: a cut before it lets the feed be read again, and what was taken is known.
        let known = count < Self.atOnce ? next : CollectionStore.FeedState(runAt: next.runAt)
        try await database.write { [address] in try CollectionStore.setFeed(address, known, $0) }
        return count
    }

    private func read(_ answer: SafeClient.Answer, now: Double) async throws -> ([FeedParser.Episode], CollectionStore.FeedState)? {
        switch answer.status {
        case 304: return nil
        case 200: break
        case 429, 503:
            if let pause = RetryAfter.seconds(answer.headers.first(name: "Retry-After"), at: now) {
                try await postpone(to: now + max(pause, interval))
            }
            throw FetchRefusal.later("It answered \(answer.status).")
        default: throw FetchRefusal.later("It answered \(answer.status).")
        }
        guard let body = try? await answer.body.collect(upTo: Self.sizeLimit) else { throw FetchRefusal.final("It is cut off, or too long.") }
        guard let episodes = try? FeedParser.episodes(in: Data(body.readableBytesView)) else {
            throw FetchRefusal.final("It is neither RSS nor Atom.")
        }
        let absolute = episodes.compactMap { episode -> FeedParser.Episode? in
            guard let url = URL(string: episode.address, relativeTo: URL(string: answer.address)) else { return nil }
            var episode = episode
            episode.address = url.absoluteString
            return episode
        }
        let state = CollectionStore.FeedState(
            entityTag: answer.headers.first(name: "ETag"), lastModified: answer.headers.first(name: "Last-Modified"), runAt: now + interval)
        return (absolute, state)
    }

    private func postpone(to time: Double) async throws {
        try await engine.queue.database.write { [address] session in
            var state = try CollectionStore.feed(address, session) ?? .init()
            state.runAt = time
            try CollectionStore.setFeed(address, state, session)
        }
    }

    private func take(_ episode: FeedParser.Episode, at now: Double) async throws -> Bool {
        let (source, title) = ("feed:\(address)", String(episode.title.unicodeScalars.prefix(500)))
        guard try await !engine.queue.database.read({ try CollectionStore.isTaken(episode.id, of: source, $0) }) else { return false }
        let review = Review(id: Identifier.make(at: now), title: title, course: course, rubric: rubric, createdAt: now)
        let name = URL(string: episode.address)?.lastPathComponent ?? ""
        do {
            try await FetchDesk(engine: engine).begin(
                episode.address, for: review, Arrival(way: .feed, fileName: name, reference: episode.address)
            ) { session in
                guard try CollectionStore.take(episode.id, of: source, for: review.id, at: now, session) else { throw TakenAlready() }
            }
            return true
        } catch is TakenAlready {
            return false
        }
    }
}

/// Lets some time pass between two requests to the same host.
package actor HostPacer {
    private let pause: Duration
    private var free: [String: ContinuousClock.Instant] = [:]

    package init(pause: Duration = .seconds(2)) {
        self.pause = pause
    }

    /// Returns once a request to the address may be sent.
    func wait(for address: String) async {
        let host = URL(string: address)?.host() ?? address
        let now = ContinuousClock.now
        let turn = max(now, free[host] ?? now)
        free[host] = turn + pause
        try? await Task.sleep(until: turn, clock: .continuous)
    }
}
