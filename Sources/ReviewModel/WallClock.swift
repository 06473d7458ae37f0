#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Where the time of day comes from: the system's clock, or a test's.
package struct WallClock: Sendable {
    private let read: @Sendable () -> Double

    /// `read` gives seconds since 1970.
    package init(_ read: @escaping @Sendable () -> Double) {
        self.read = read
    }

    /// Seconds since 1970.
    package var now: Double { read() }

    package static let system = WallClock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
