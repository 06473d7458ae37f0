/// Notices that this process was asleep, by a closed lid or a paused machine, when leases could not be prolonged though nobody died.
///
/// After such a gap a whole lease passes in which the heartbeats of the living arrive. Pure: the times are its caller's.
struct SleepWatch {
    /// Seconds between two looks, as meant.
    let interval: Double
    /// Seconds of the longest lease.
    let lease: Double
    private var last: Double?
    private var quietUntil = -Double.infinity

    /// A gap of this many intervals is a sleep, not a busy machine.
    private static let gap = 3.0

    init(interval: Double, lease: Double) {
        self.interval = interval
        self.lease = lease
    }

    /// Whether a lease that has run out by `now` is its holder's fault. Called at every look.
    mutating func canTrustLeases(at now: Double) -> Bool {
        if let last, abs(now - last) > Self.gap * interval { quietUntil = now + lease }
        last = now
        return now >= quietUntil
    }
}
