internal import Synchronization

/// The jobs that a lane has claimed and not begun.
final class WaitingJobs: Sendable {
    private let jobs: Mutex<[ClaimedJob]>

    init(_ jobs: [ClaimedJob]) {
        self.jobs = Mutex(jobs.reversed())
    }

    /// Takes the next one.
    func next() -> ClaimedJob? {
        jobs.withLock { $0.popLast() }
    }
}
