@testable import Server

extension Watchers {
    /// Lets seconds pass for those who wait, much faster than they do, while something is done.
    func ticking<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        let ticks = Task {
            while !Task.isCancelled {
                tick()
                try await Task.sleep(for: .milliseconds(5))
            }
        }
        defer { ticks.cancel() }
        return try await body()
    }
}
