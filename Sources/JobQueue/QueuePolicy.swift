/// How a queue treats its jobs. Times are seconds.
package struct QueuePolicy: Sendable, Hashable {
    /// Attempts before a job is dead.
    package var maxAttempts = 4
    /// Lost leases before a job is dead: a job that kills its workers must not run for ever.
    package var maxLeaseLosses = 3
    /// How long a claim holds without a heartbeat.
    package var lease = 20.0
    /// How often a running job says that it is alive, and how far it is.
    package var heartbeat = 5.0
    /// The wait before the second attempt; it doubles with each further one.
    package var backoffBase = 2.0
    package var backoffLimit = 300.0
    /// Jobs that may run at once over all workers; nil where only the workers limit it.
    package var maxRunning: Int?
    /// The same for the jobs of one course.
    package var maxRunningPerCourse: Int?
    /// The time that one attempt may take: this, and so much more for each second of media.
    package var timeLimitBase = 900.0
    package var timeLimitPerMediaSecond = 20.0

    package init() {}

    /// The wait after a failed attempt: exponential with full jitter in its upper half.
    package func backoff(attempt: Int, random: Double) -> Double {
        let ceiling = min(backoffLimit, backoffBase * Double(1 << min(max(0, attempt - 1), 20)))
        return ceiling * (0.5 + 0.5 * random)
    }

    /// Seconds that an attempt on a recording may take.
    package func timeLimit(mediaDuration: Double?) -> Double {
        timeLimitBase + timeLimitPerMediaSecond * max(0, mediaDuration ?? 0)
    }
}
