package import ReviewModel
internal import Synchronization

/// Wakes those in this process that wait for work, for news of a review, or for something to deliver. A hint only: everyone also looks by themselves
/// now and then.
package final class QueueSignals: Sendable {
    private enum Topic: Hashable {
        case jobs(Stage)
        case reviews
        case deliveries
    }

    private struct State {
        var next = 0
        var waiters: [Int: (topic: Topic, continuation: AsyncStream<Void>.Continuation)] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// Jobs of these stages may have come, and reviews changed.
    package func changed(_ stages: [Stage]) {
        tell(stages.map { Topic.jobs($0) } + [Topic.reviews])
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
        tell([.jobs(stage)])
    }

    /// There may be something to tell webhooks.
    package func deliveriesCame() {
        tell([.deliveries])
    }

    /// Ticks after each change to a stage's queue, or, for nil, to any review; ticks that nobody has taken yet are one.
    package func ticks(for stage: Stage?) -> AsyncStream<Void> {
        ticks(of: stage.map { Topic.jobs($0) } ?? .reviews)
    }

    /// The same for what is to be delivered.
    package func deliveryTicks() -> AsyncStream<Void> {
        ticks(of: .deliveries)
    }

    private func tell(_ topics: [Topic]) {
        state.withLock { state in
            for waiter in state.waiters.values where topics.contains(waiter.topic) { waiter.continuation.yield() }
        }
    }

    private func ticks(of topic: Topic) -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let key = state.withLock { state in
                state.next += 1
                state.waiters[state.next] = (topic, continuation)
                return state.next
            }
            continuation.onTermination = { [weak self] _ in
                _ = self?.state.withLock { $0.waiters.removeValue(forKey: key) }
            }
        }
    }
}
