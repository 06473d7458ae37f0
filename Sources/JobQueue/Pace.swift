internal import Synchronization

/// How many jobs a lane claims at once: as many as it will have begun before anybody could have begun them earlier.
///
/// A claim is a transaction, and what it costs is nothing beside a job of minutes but everything beside one of milliseconds. Jobs that take long are
/// claimed one by one, so that none waits behind another while a lane is free.
final class Pace: Sendable {
    /// Seconds of work in one claim.
    private static let aim = 0.05
    private static let most = 64
    /// How much the newest job counts in the mean.
    private static let weight = 0.1

    private let mean = Mutex<Double?>(nil)

    /// Notes how long a job took, in seconds.
    func note(_ seconds: Double) {
        mean.withLock { mean in
            // A long job counts at once: the next claims must be small.
            mean = mean.map { max(seconds * Self.weight, $0 + Self.weight * (seconds - $0)) } ?? seconds
        }
    }

    /// Jobs to claim; one until a job has been seen.
    var batch: Int {
        guard let mean = mean.withLock(\.self) else { return 1 }
        return max(1, min(Self.most, Int(Self.aim / max(mean, 1e-6))))
    }
}
