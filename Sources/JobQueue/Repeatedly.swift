package import Logging
internal import ServiceLifecycle

/// Does the same now and then until the service is told to stop. What fails once is told, and tried again at the next turn.
///
/// - Parameter failing: what to tell of a turn that failed.
package func repeatedly(
    every interval: Duration, logger: Logger, failing: Logger.Message, _ work: @escaping @Sendable () async throws -> Void
) async {
    await cancelWhenGracefulShutdown {
        repeat {
            do {
                try await work()
            } catch {
                logger.error(failing, metadata: ["cause": "\(error)"])
            }
            try? await Task.sleep(for: interval)
        } while !Task.isCancelled
    }
}
