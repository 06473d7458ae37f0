package import ReviewModel

/// A job that runs, as those see it who watch over leases.
package struct RunningJob: Sendable, Hashable {
    package var id: Lease.ID
    package var stage: Stage
    /// Until when its holder last prolonged the lease, by the holder's clock.
    package var until: Double

    package init(id: Lease.ID, stage: Stage, until: Double) {
        self.id = id
        self.stage = stage
        self.until = until
    }
}

/// Says which leases have run out: those that were not prolonged while a whole lease went by on this process's own stopwatch.
///
/// The holder's clock and this one need not agree, and either may be set: nobody's work is taken away for it. Nor for a time in which this process was
/// asleep, by a closed lid or a paused machine, for then the holders may have been, too. Pure: the times are its caller's.
struct LeaseWatch {
    private struct Seen {
        var until: Double
        var age: Double
    }

    /// Seconds between two looks, as meant.
    let interval: Double
    private var seen: [Lease.ID: Seen] = [:]

    /// Of a longer gap between two looks only so many intervals count: in the rest this process did not run.
    private static let most = 1.5

    init(interval: Double) {
        self.interval = interval
    }

    /// Those whose leases have run out. Called at every look.
    ///
    /// - Parameters:
    ///   - elapsed: seconds since the last look.
    ///   - lease: seconds that a lease of a stage holds.
    mutating func expired(among running: [RunningJob], elapsed: Double, lease: (Stage) -> Double) -> [RunningJob] {
        let passed = min(elapsed, Self.most * interval)
        var now: [Lease.ID: Seen] = [:]
        var expired: [RunningJob] = []
        for job in running {
            var age = 0.0
            if let before = seen[job.id], before.until == job.until { age = before.age + passed }
            now[job.id] = Seen(until: job.until, age: age)
            if age >= lease(job.stage) { expired.append(job) }
        }
        seen = now
        return expired
    }
}
