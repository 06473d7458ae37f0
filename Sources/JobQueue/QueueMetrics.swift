internal import Metrics
internal import ReviewModel

/// What this process did with the jobs of a queue, as operators see it. What lies in a queue is asked of the database instead.
struct QueueMetrics: Sendable {
    private let dimension: (String, String)

    init(_ stage: Stage) {
        dimension = ("queue", stage.rawValue)
    }

    /// The jobs of this queue that this process can work on at once.
    func started(lanes: Int) {
        Gauge(label: "lectern.queue.lanes", dimensions: [dimension]).record(lanes)
    }

    func claimed(_ leases: [Lease]) {
        let wait = Metrics.Timer(label: "lectern.job.wait", dimensions: [dimension])
        for lease in leases { wait.recordSeconds(max(0, (lease.job.startedAt ?? 0) - lease.job.runAt)) }
        Counter(label: "lectern.job.attempts", dimensions: [dimension]).increment(by: leases.count)
    }

    /// - Parameters:
    ///   - seconds: of work.
    ///   - media: seconds of the recording, where they are known.
    func ended(_ outcome: String, seconds: Double, media: Double?) {
        Metrics.Timer(label: "lectern.job.run", dimensions: [dimension, ("outcome", outcome)]).recordSeconds(seconds)
        guard let media, media > 0, outcome == "done" else { return }
        Recorder(label: "lectern.job.real_time_factor", dimensions: [dimension], aggregate: true).record(seconds / media)
    }

    func failed(_ error: any Error, isFinal: Bool) {
        if isFinal { return Counter(label: "lectern.job.dead", dimensions: [dimension, ("cause", cause(of: error))]).increment() }
        Counter(label: "lectern.job.retries", dimensions: [dimension, ("cause", cause(of: error))]).increment()
    }

    func leaseLost(isFinal: Bool) {
        Counter(label: "lectern.job.lease_losses", dimensions: [dimension]).increment()
        if isFinal { Counter(label: "lectern.job.dead", dimensions: [dimension, ("cause", "lease-lost")]).increment() }
    }

    /// One of few words, or every message would be a series of its own.
    private func cause(of error: any Error) -> String {
        switch error {
        case is TimeLimitExceeded: "time-limit"
        case let failure as ChildFailure: failure.code.rawValue
        case is PermanentFailure: "permanent"
        default: "other"
        }
    }
}
