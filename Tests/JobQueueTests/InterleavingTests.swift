import JobQueue
import ReviewModel
import Storage
import StorageTestSupport
import TestSupport
import Testing

/// Random interleavings of everything that workers and operators do in two programs on one database, under a clock that stands still between two steps.
///
/// Whatever the order: no job is lost, none is committed twice, none has two holders whose leases are good, and limits hold.
@Suite("Random interleavings") struct InterleavingTests {
    private static let steps = 250

    @Test("Nothing is lost or doubled in any order", arguments: Engine.allCases, [1, 2, 3, 4, 5, 6] as [UInt64])
    func interleaving(on engine: Engine, seed: UInt64) async throws {
        var policy = QueuePolicy()
        policy.maxRunningPerCourse = 3
        policy.maxRunning = 6
        var run = try Run(fixture: try QueueFixture(engine, policy: policy), policy: policy, random: SplitMix64(seed: seed))
        for _ in 0..<Self.steps { try await run.step() }
        try await run.drain()
    }

    private struct Run {
        let fixture: QueueFixture
        /// As many programs on one database, each with connections of its own.
        private let queues: [JobQueue]
        let policy: QueuePolicy
        var random: SplitMix64
        /// Leases that nothing has ended, as far as their holders know.
        private var held: [Lease] = []
        /// Leases that ended or were taken away: nothing may be committed with them.
        private var stale: [Lease] = []
        /// How often each job was committed since it last began anew.
        private var commits: [String: Int] = [:]
        private var paused: Set<Stage> = []
        private var reviews: [String] = []

        init(fixture: QueueFixture, policy: QueuePolicy, random: SplitMix64) throws {
            self.fixture = fixture
            let other = JobQueue(database: try fixture.database.open(), policies: fixture.queue.policies, clock: fixture.queue.clock)
            queues = [fixture.queue, other]
            queue = fixture.queue
            self.policy = policy
            self.random = random
        }

        /// The program whose turn it is.
        private var queue: JobQueue

        mutating func step() async throws {
            queue = queues[Int(random.next() % UInt64(queues.count))]
            switch random.next() % 16 {
            case 0, 1, 2: try await submit()
            case 3, 4, 5, 6: try await claim(stage())
            case 7, 8, 9: try await complete()
            case 10: try await end { try await $0.fail($1, QueueFixture.Broken()) }
            case 11: try await end { try await $0.release($1) }
            case 12: try await beat()
            case 13: try await pass(Double(random.next() % 30))
            case 14: try await operate()
            default: try await useStale()
            }
            try await checkLimits()
        }

        private mutating func submit() async throws {
            let id = "r\(reviews.count)"
            _ = try await fixture.submitted(id, course: ["a", "b", nil][Int(random.next() % 3)], transcribe: random.next() % 2 == 0)
            reviews.append(id)
        }

        private mutating func claim(_ stage: Stage) async throws {
            let leases = try await queue.claim(stage, worker: "w\(random.next() % 4)", limit: Int(random.next() % 3) + 1)
            if paused.contains(stage) { #expect(leases.isEmpty) }
            for lease in leases {
                #expect(!held.contains { $0.job.id == lease.job.id }, "\(lease.job.id) has two holders")
                if let before = stale.last(where: { $0.job.id == lease.job.id }) { #expect(lease.token > before.token) }
                held.append(lease)
            }
        }

        /// Ends a lease that is held.
        private mutating func end(by how: (JobQueue, Lease) async throws -> Void) async throws {
            guard !held.isEmpty else { return }
            let lease = held.remove(at: Int(random.next() % UInt64(held.count)))
            try await how(queue, lease)
            stale.append(lease)
            // The end of one stage may be the end of others' work.
            try await forgetLost()
        }

        private mutating func complete() async throws {
            var ended: String?
            try await end { queue, lease in
                var outcome = Outcome(coverage: Coverage(stage: lease.job.stage, state: .measured))
                if lease.job.stage == .feedback { outcome.reviewState = .completed }
                let committed = try await queue.complete(lease, outcome)
                #expect(committed, "a lease that is held could not commit")
                ended = lease.job.id
            }
            if let ended { commits[ended, default: 0] += 1 }
        }

        private mutating func beat() async throws {
            for lease in held where random.next() % 2 == 0 {
                #expect(try await queue.heartbeat(lease, progress: 0.5))
            }
        }

        private mutating func pass(_ seconds: Double) async throws {
            fixture.time.advance(seconds)
            try await queue.recoverExpired()
            try await forgetLost()
        }

        private mutating func operate() async throws {
            let stage = stage()
            switch random.next() % 6 {
            case 0:
                paused.insert(stage)
                try await queue.setPaused(true, stage)
            case 1, 2:
                paused.remove(stage)
                try await queue.setPaused(false, stage)
            case 3:
                if !reviews.isEmpty { _ = try await queue.cancel(review: reviews[Int(random.next() % UInt64(reviews.count))]) }
            case 4:
                for job in try await queue.jobs(in: .dead, limit: 100) { commits[job.id] = 0 }
                _ = try await queue.retryDead(stage)
            default:
                if let lease = held.first { try await queue.cancel(job: lease.job.id) }
            }
            try await forgetLost()
        }

        /// Leases that were taken away are stale from here on; the others must be good.
        private mutating func forgetLost() async throws {
            var kept: [Lease] = []
            for lease in held {
                if try await queue.holds(lease) { kept.append(lease) } else { stale.append(lease) }
            }
            held = kept
        }

        /// A worker that does not know yet that it lost its lease goes on with it.
        private mutating func useStale() async throws {
            guard let lease = stale.isEmpty ? nil : stale[Int(random.next() % UInt64(stale.count))] else { return }
            #expect(try await !queue.heartbeat(lease, progress: 0.9))
            #expect(try await !queue.complete(lease, Outcome(coverage: Coverage(stage: lease.job.stage, state: .measured))))
            try await queue.fail(lease, QueueFixture.Broken())
            try await queue.release(lease)
        }

        private func checkLimits() async throws {
            let policy = policy
            try await queue.database.read { session in
                let ofCourses = "SELECT COUNT(*) AS jobs FROM jobs WHERE state = 'running' GROUP BY queue, course"
                for running in try session.query(ofCourses).map({ try $0.integer("jobs") }) {
                    #expect(running <= policy.maxRunningPerCourse ?? 0)
                }
                let ofQueues = "SELECT COUNT(*) AS jobs FROM jobs WHERE state = 'running' GROUP BY queue"
                for running in try session.query(ofQueues).map({ try $0.integer("jobs") }) { #expect(running <= policy.maxRunning ?? 0) }
            }
        }

        /// Lets everything go to its end, and looks that nothing is missing there.
        mutating func drain() async throws {
            for stage in Stage.allCases { try await queue.setPaused(false, stage) }
            paused = []
            try await pass(policy.lease + 1)
            for _ in 0..<10_000 {
                fixture.time.advance(policy.backoffLimit)
                for stage in Stage.allCases { try await claim(stage) }
                if held.isEmpty { break }
                while !held.isEmpty { try await complete() }
            }
            let counts = try await queue.overview().flatMap { $0.jobs.keys }
            #expect(Set(counts).isSubset(of: ["done", "dead", "cancelled"]))
            for id in reviews {
                let review = try #require(try await fixture.review(id))
                #expect(review.state.isFinal, "\(id) is \(review.state)")
                #expect(review.stages.allSatisfy { $0.state.isSettled })
            }
            let dead = try await queue.jobs(in: .dead, limit: 1000)
            #expect(dead.allSatisfy { !$0.errors.isEmpty })
            #expect(commits.values.allSatisfy { $0 <= 1 })
        }

        private mutating func stage() -> Stage { Stage.allCases[Int(random.next() % UInt64(Stage.allCases.count))] }
    }
}
