internal import Synchronization

/// Those who wait for news of a review: each is one stream, and one clock serves them all, so that ten thousand cost little.
package final class Watchers: Sendable {
    private struct Watcher {
        let review: String
        let continuation: AsyncStream<Void>.Continuation
        /// Ticks until it is woken without news.
        var patience: Int
        let interval: Int
        /// Whether its stream ends with its patience.
        let endsThen: Bool
    }

    private struct State {
        var next = 0
        var watchers: [Int: Watcher] = [:]
        var byReview: [String: Set<Int>] = [:]
        var isClosed = false
    }

    private let state = Mutex(State())

    package init() {}

    /// Wakes after each change of a review, and without one after each `interval` seconds; wakes that nobody has taken yet are one. It ends with
    /// the service.
    func wakes(for review: String, every interval: Int) -> AsyncStream<Void> { stream(review, interval, endsThen: false) }

    /// Wakes after each change of a review, and ends after some seconds.
    func news(of review: String, within seconds: Int) -> AsyncStream<Void> { stream(review, seconds, endsThen: true) }

    private func stream(_ review: String, _ interval: Int, endsThen: Bool) -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let key: Int? = state.withLock { state in
                guard !state.isClosed else { return nil }
                state.next += 1
                state.watchers[state.next] = Watcher(
                    review: review, continuation: continuation, patience: interval, interval: interval, endsThen: endsThen)
                state.byReview[review, default: []].insert(state.next)
                return state.next
            }
            guard let key else { return continuation.finish() }
            continuation.onTermination = { [weak self] _ in self?.remove(key) }
        }
    }

    func wake(_ review: String) {
        let continuations = state.withLock { state in (state.byReview[review] ?? []).compactMap { state.watchers[$0]?.continuation } }
        for continuation in continuations { continuation.yield() }
    }

    /// A second is over.
    func tick() {
        let due = state.withLock { state in
            var due: [Watcher] = []
            for (key, watcher) in state.watchers {
                if watcher.patience > 1 {
                    state.watchers[key]?.patience -= 1
                } else {
                    state.watchers[key]?.patience = watcher.interval
                    due.append(watcher)
                }
            }
            return due
        }
        // Outside of the lock: ending a stream removes its watcher.
        for watcher in due {
            if watcher.endsThen { watcher.continuation.finish() } else { watcher.continuation.yield() }
        }
    }

    /// Ends every stream, and lets no more begin.
    func close() {
        let watchers = state.withLock { state in
            state.isClosed = true
            return state.watchers.values.map(\.continuation)
        }
        for continuation in watchers { continuation.finish() }
    }

    var count: Int { state.withLock(\.watchers.count) }

    private func remove(_ key: Int) {
        state.withLock { state in
            guard let watcher = state.watchers.removeValue(forKey: key) else { return }
            state.byReview[watcher.review]?.remove(key)
            if state.byReview[watcher.review]?.isEmpty ?? false { state.byReview[watcher.review] = nil }
        }
    }
}
