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

    package init() {}

    /// The wait after a failed attempt: exponential with full jitter in its upper half.
    package func backoff(attempt: Int, random: Double) -> Double {
        let ceiling = min(backoffLimit, backoffBase * Double(1 << min(max(0, attempt - 1), 20)))
        return ceiling * (0.5 + 0.5 * random)
    }
}
