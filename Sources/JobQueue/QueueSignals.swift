package import ReviewModel
internal import Synchronization

/// Wakes those in this process that wait for work or for news of a review. A hint only: everyone also looks by themselves now and then.
package final class QueueSignals: Sendable {
    private struct State {
        var next = 0
        var waiters: [Int: (stage: Stage?, continuation: AsyncStream<Void>.Continuation)] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// Jobs of these stages may have come, and reviews changed.
    package func changed(_ stages: [Stage]) {
        state.withLock { state in
            for waiter in state.waiters.values where waiter.stage.map(stages.contains) ?? true {
                waiter.continuation.yield()
            }
        }
    }

    package func changed(_ stage: Stage) {
        changed([stage])
    }

    /// Reviews changed, and no jobs came of it.
    package func reviewsChanged() {
        changed([])
    }

    /// Lets those that wait for jobs of a stage look, without knowing of any.
    func look(_ stage: Stage) {
        state.withLock { state in
            for waiter in state.waiters.values where waiter.stage == stage { waiter.continuation.yield() }
        }
    }

    /// Ticks after each change to a stage's queue, or, for nil, to any review; ticks that nobody has taken yet are one.
    package func ticks(for stage: Stage?) -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let key = state.withLock { state in
                state.next += 1
                state.waiters[state.next] = (stage, continuation)
                return state.next
            }
            continuation.onTermination = { [weak self] _ in
                _ = self?.state.withLock { $0.waiters.removeValue(forKey: key) }
            }
        }
    }
}
