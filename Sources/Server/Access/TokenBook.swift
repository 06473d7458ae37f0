internal import AsyncAlgorithms
package import Logging
package import ReviewModel
internal import ServiceLifecycle
package import Storage
internal import Synchronization

/// The access tokens in memory: a request costs a hash and a look into a dictionary, no query.
package final class TokenBook: Service {
    private struct State {
        var version = -1
        var tokens: [String: AccessToken] = [:]
    }

    private let database: any Database
    private let clock: WallClock
    private let logger: Logger
    private let state = Mutex(State())

    /// How long a token that was made or revoked by another process goes unnoticed.
    private static let interval = Duration.seconds(2)

    package init(database: any Database, clock: WallClock = .system, logger: Logger) {
        self.database = database
        self.clock = clock
        self.logger = logger
    }

    package func run() async {
        for await _ in AsyncTimerSequence(interval: Self.interval, clock: .continuous).cancelOnGracefulShutdown() {
            do {
                try await refresh()
            } catch is CancellationError {
                return
            } catch {
                logger.error("Access tokens cannot be read; those known so far stay.", metadata: ["cause": "\(error)"])
            }
        }
    }

    /// Reads the tokens where they changed.
    package func refresh() async throws {
        let known = state.withLock(\.version)
        let news = try await database.read { session -> State? in
            let version = try TokenStore.version(session)
            guard version != known else { return nil }
            let tokens = try TokenStore.all(session).map { ($0.hash, $0.token) }
            return State(version: version, tokens: Dictionary(uniqueKeysWithValues: tokens))
        }
        // Of two reads at a time the older may end last.
        if let news { state.withLock { if news.version > $0.version { $0 = news } } }
    }

    package var isEmpty: Bool { state.withLock(\.tokens.isEmpty) }

    func principal(of secret: String) -> Principal? {
        let hash = Secret.hash(secret)
        guard let token = state.withLock({ $0.tokens[hash] }), token.isValid(at: clock.now) else { return nil }
        return token.principal
    }
}
