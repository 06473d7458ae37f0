internal import Foundation
internal import JobQueue
internal import StorageTestSupport
internal import TestSupport

/// Hurts the workers and their database, one fault after the other, as a seed says.
struct Faults {
    enum Fault: String, CaseIterable {
        case killed = "workers killed"
        case stopped = "workers stopped past their leases"
        case clock = "clocks stepped"
        case full = "times the disk was full"
        case backends = "times the server's processes were ended"
        case restarted = "times the server was restarted"
        case halfOpen = "times every connection was cut half-open"
        case exhausted = "times the server's connections were all taken"

        /// How often it comes, beside the others.
        var weight: Int {
            switch self {
            case .killed: 40
            case .stopped: 16
            case .clock: 12
            case .backends: 12
            case .full, .restarted, .exhausted: 6
            // The server needs ten seconds to be rid of a transaction whose client is silent.
            case .halfOpen: 2
            }
        }
    }

    private let ground: Ground
    private let crew: Crew
    private var random: SplitMix64
    private(set) var counts: [Fault: Int] = [:]

    init(ground: Ground, crew: Crew, seed: UInt64) {
        self.ground = ground
        self.crew = crew
        random = SplitMix64(seed: seed)
    }

    private var possible: [Fault] {
        Fault.allCases.filter { fault in
            switch fault {
            case .killed, .stopped, .clock: true
            case .full: ground.disk != nil
            case .backends, .restarted, .halfOpen, .exhausted: ground.isPostgres
            }
        }
    }

    /// Every kind once, then one after the other as they are drawn, until the time is up.
    mutating func strike(for seconds: Double) async throws {
        let end = ContinuousClock.now + .seconds(seconds)
        var first = possible
        let drawn = possible.flatMap { Array(repeating: $0, count: $0.weight) }
        while ContinuousClock.now < end {
            let fault = first.popLast() ?? drawn[draw(drawn.count)]
            try await strike(fault)
            counts[fault, default: 0] += 1
            try await Task.sleep(for: .milliseconds(150 + draw(350)))
            try crew.revive()
        }
    }

    private mutating func strike(_ fault: Fault) async throws {
        let number = draw(1000)
        let crew = crew
        switch fault {
        case .killed: crew.signal(SIGKILL, number)
        case .stopped:
            let id = crew.signal(SIGSTOP, number)
            Task {
                try await Task.sleep(for: .seconds(ChaosWorker.policy.lease + 1.5))
                kill(id, SIGCONT)
            }
        case .clock:
            try crew.setClock(number, wrongBy: Double(draw(121)) - 60)
            Task {
                try await Task.sleep(for: .seconds(1.5))
                try crew.setClock(number, wrongBy: 0)
            }
        case .full:
            try ground.disk?.fill()
            try await Task.sleep(for: .seconds(1))
            ground.disk?.empty()
            // A server that could not write its log has ended itself.
            try ground.server?.restart(atOnce: true)
        case .backends:
            try? ground.server?.run(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND random() < 0.6
                """)
        case .restarted: try ground.server?.restart(atOnce: draw(2) == 0)
        case .halfOpen: ground.proxy?.cut()
        case .exhausted:
            guard let server = ground.server else { return }
            for _ in 0..<50 { Thread.detachNewThread { try? server.run("SELECT pg_sleep(2)") } }
        }
    }

    private mutating func draw(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
}
