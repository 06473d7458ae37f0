internal import Synchronization

/// The jobs that a lane has claimed and not begun.
final class WaitingLeases: Sendable {
    private let leases: Mutex<[Lease]>

    init(_ leases: [Lease]) {
        self.leases = Mutex(leases.reversed())
    }

    /// Takes the next one.
    func next() -> Lease? {
        leases.withLock { $0.popLast() }
    }
}
