internal import Foundation
internal import Logging
internal import ReviewModel
internal import Synchronization

/// A job that was claimed, with the review it works on; nil where that is gone.
struct ClaimedJob: Sendable {
    let lease: Lease
    let review: Review?
    /// Whether those who watch the review were told that the job runs.
    let isTold: Bool
}

/// Claims jobs for the lanes of a worker.
final class Claimer: Sendable {
    private let queue: JobQueue
    private let stage: Stage
    private let logger: Logger
    private let worker: String
    /// Whether the last claim found all it asked for, so that there is probably more.
    private let foundAll = Mutex(false)

    init(queue: JobQueue, stage: Stage, logger: Logger) {
        self.queue = queue
        self.stage = stage
        self.logger = logger
        let process = ProcessInfo.processInfo
        worker = "\(process.hostName)/\(process.processIdentifier)/\(UUID().uuidString.prefix(8))"
    }

    /// Jobs for each lane, up to what each asks for; none where there are none or the database cannot be asked now.
    func claim(atMost limits: [Int]) async -> [[ClaimedJob]] {
        let nothing = limits.map { _ in [ClaimedJob]() }
        do {
            let limit = limits.reduce(0, +)
            if !foundAll.withLock(\.self) {
                guard try await queue.hasWork(stage) else { return nothing }
            }
            let tells = limits.contains(1)
            let leases = try await queue.claim(stage, worker: worker, limit: limit, tells: tells)
            foundAll.withLock { $0 = leases.count == limit }
            guard !leases.isEmpty else { return nothing }
            return Self.deal(try await jobs(of: leases, areTold: tells), limits)
        } catch {
            logger.error("The queue cannot be read; trying again.", metadata: ["queue": "\(stage.rawValue)", "cause": "\(error)"])
            return nothing
        }
    }

    private func jobs(of leases: [Lease], areTold: Bool) async throws -> [ClaimedJob] {
        do {
            let reviews = try await queue.reviews(of: leases)
            return leases.map { ClaimedJob(lease: $0, review: reviews[$0.job.review], isTold: areTold) }
        } catch {
            // Where this fails too, the leases run out.
            try? await queue.release(leases)
            throw error
        }
    }

    /// One to each in turn, so that few jobs run at once instead of one after the other.
    static func deal<Card>(_ cards: [Card], _ limits: [Int]) -> [[Card]] {
        var hands = limits.map { _ in [Card]() }
        var hand = 0
        for card in cards {
            guard let next = (hand..<hand + limits.count).first(where: { hands[$0 % limits.count].count < limits[$0 % limits.count] }) else { break }
            hands[next % limits.count].append(card)
            hand = next + 1
        }
        return hands
    }
}
