package import ReviewModel
internal import Synchronization

/// A clock that moves only when a test says so.
package final class TestClock: Sendable {
    private let time = Mutex(1_000_000.0)

    package init() {}

    package var clock: WallClock {
        WallClock { self.time.withLock(\.self) }
    }

    package func advance(_ seconds: Double) {
        time.withLock { $0 += seconds }
    }
}
