internal import Storage

/// Lets callers that come while a call is under way share the next one: what costs a transaction each alone costs one for all.
final class Coalescer<Input: Sendable, Output: Sendable>: Sendable {
    private struct Caller: Sendable {
        let input: Input
        let continuation: CheckedContinuation<Output, Never>
    }

    private let limit: Int
    private let patience: Duration
    private let call: @Sendable ([Input]) async -> [Output]
    private let backlog = Backlog<Caller>()

    /// - Parameters:
    ///   - limit: inputs of one call.
    ///   - patience: how long the first caller waits for others.
    ///   - call: gives an output for each input, in their order.
    init(atMost limit: Int, patience: Duration = .zero, call: @escaping @Sendable ([Input]) async -> [Output]) {
        self.limit = limit
        self.patience = patience
        self.call = call
    }

    /// The cancellation of a caller does not end the call, which is others' too.
    func callAsFunction(_ input: Input) async -> Output {
        await withCheckedContinuation { continuation in
            guard backlog.add(Caller(input: input, continuation: continuation)) else { return }
            Task {
                if patience > .zero { try? await Task.sleep(for: patience) }
                while let callers = backlog.next(atMost: limit) {
                    for (caller, output) in zip(callers, await call(callers.map(\.input))) { caller.continuation.resume(returning: output) }
                }
            }
        }
    }
}
