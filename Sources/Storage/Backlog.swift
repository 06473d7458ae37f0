internal import Synchronization

/// What waits while a batch is under way: whoever finds nobody at work takes the batches out, until there are none.
package final class Backlog<Element: Sendable>: Sendable {
    private struct State {
        var waiting: [Element] = []
        var isDraining = false
    }

    private let state = Mutex(State())

    package init() {}

    /// Adds one; true where the caller is to take the batches out.
    package func add(_ element: Element) -> Bool {
        state.withLock { state in
            state.waiting.append(element)
            defer { state.isDraining = true }
            return !state.isDraining
        }
    }

    /// The next batch, in the order in which they came; nil where nothing waits, and the next to add one takes over.
    package func next(atMost limit: Int) -> [Element]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isDraining = false
                return nil
            }
            let batch = Array(state.waiting.prefix(limit))
            state.waiting.removeFirst(batch.count)
            return batch
        }
    }
}
