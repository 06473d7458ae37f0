internal import Synchronization

/// Counts what somebody may still do: each has a bucket of so many tokens, which fills up again with time.
final class TokenBuckets: Sendable {
    private struct Bucket {
        var level: Double
        var at: Double
    }

    /// What is left in a bucket, and the seconds until it is full again or, where it is empty, until there is one more.
    struct Level: Equatable {
        var isGranted: Bool
        var remaining: Int
        var wait: Int
    }

    /// Tokens that a full bucket has, and the seconds in which an empty one fills.
    let quota: Int
    let window: Int
    private let buckets = Mutex<[String: Bucket]>([:])
    private static let capacity = 100_000

    init(quota: Int, window: Int) {
        self.quota = quota
        self.window = window
    }

    /// - Parameter now: in seconds, of a clock that does not run back.
    func take(_ name: String, at now: Double) -> Level {
        let rate = Double(quota) / Double(window)
        return buckets.withLock { buckets in
            if buckets.count >= Self.capacity {
                buckets = buckets.filter { $0.value.level + (now - $0.value.at) * rate < Double(quota) }
                // So many at once that are not full: to look for room at each request would cost more than it keeps away.
                if buckets.count >= Self.capacity { buckets = [:] }
            }
            var bucket = buckets[name] ?? Bucket(level: Double(quota), at: now)
            bucket.level = min(Double(quota), bucket.level + max(0, now - bucket.at) * rate)
            bucket.at = now
            let isGranted = bucket.level >= 1
            if isGranted { bucket.level -= 1 }
            buckets[name] = bucket
            let lack = isGranted ? Double(quota) - bucket.level : 1 - bucket.level
            return Level(isGranted: isGranted, remaining: Int(bucket.level), wait: Int((lack / rate).rounded(.up)))
        }
    }
}
