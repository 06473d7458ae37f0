internal import Foundation
internal import JWTKit
package import Logging
package import ReviewModel
internal import Storage

/// Judges JSON Web Tokens by the keys that their issuer publishes (JWKS, RFC 7517).
package actor TokenVerifier {
    /// Whose tokens count, and for whom they must be made.
    package struct Trust: Sendable {
        package var issuer: String
        package var audience: String

        package init(issuer: String, audience: String) {
            self.issuer = issuer
            self.audience = audience
        }
    }

    private let trust: Trust
    private let fetch: @Sendable () async throws -> String
    private let clock: WallClock
    private let logger: Logger
    private var keys: JWTKeyCollection?
    /// Counts the key sets, so that what was judged by an older one is not kept.
    private var generation = 0
    private var readAt = -Double.infinity
    private var triedAt = -Double.infinity
    /// The read that is under way: who comes meanwhile waits for it.
    private var reading: Task<Bool, Never>?
    /// Tokens that were found good, by the hash of each: a signature costs more than a poll.
    private var known: [String: (principal: Principal, until: Double)] = [:]

    /// Seconds after which keys are read anew, so that one that the issuer takes back stops to count.
    private static let lifetime = 600.0
    /// Seconds between two attempts: a token with an unknown key must not make this program ask the issuer time after time.
    private static let pause = 15.0
    private static let capacity = 10_000
    /// Seconds by which clocks may differ.
    private static let leeway = 30.0

    /// - Parameter fetch: gives the issuer's key set as JSON.
    package init(trust: Trust, clock: WallClock = .system, logger: Logger, fetch: @escaping @Sendable () async throws -> String) {
        self.trust = trust
        self.clock = clock
        self.logger = logger
        self.fetch = fetch
    }

    /// nil where the token does not count.
    func principal(of token: String) async -> Principal? {
        if clock.now - readAt > Self.lifetime { _ = await readKeys() }
        let now = clock.now
        let hash = Secret.hash(token)
        if let good = known[hash] { return good.until > now - Self.leeway ? good.principal : nil }
        guard Self.isPlain(token), let (claims, generation) = await claims(of: token) else { return nil }
        guard claims.issuer == trust.issuer, claims.audience.contains(trust.audience), claims.expiresAt > now - Self.leeway,
            (claims.notBefore ?? now) <= now + Self.leeway
        else { return nil }
        if known.count >= Self.capacity { known.removeAll() }
        if generation == self.generation { known[hash] = (claims.principal, claims.expiresAt) }
        return claims.principal
    }

    /// Whether a token asks for nothing more than usual: what its header calls critical must be understood (RFC 7515, section 4.1.11), and nothing
    /// of the kind is here.
    private static func isPlain(_ token: String) -> Bool {
        guard let head = token.split(separator: ".", omittingEmptySubsequences: false).first else { return false }
        let base64 = String(head).replacing("-", with: "+").replacing("_", with: "/")
        let padded = base64 + String(repeating: "=", count: (4 - base64.count % 4) % 4)
        guard let data = Data(base64Encoded: padded), let header = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
            return false
        }
        return header["crit"] == nil
    }

    /// The claims of a token that is signed by one of the issuer's keys; a key that is not known yet may be a new one.
    private func claims(of token: String) async -> (BearerClaims, generation: Int)? {
        let before = generation
        if let claims = try? await keys?.verify(token, as: BearerClaims.self) { return (claims, before) }
        guard await readKeys() else { return nil }
        let after = generation
        return (try? await keys?.verify(token, as: BearerClaims.self)).map { ($0, after) }
    }

    /// Where the issuer does not answer, the keys known so far go on to count.
    ///
    /// - Returns: whether they were read just now.
    private func readKeys() async -> Bool {
        if let reading { return await reading.value }
        let now = clock.now
        guard now - triedAt > Self.pause else { return false }
        triedAt = now
        let task = Task { await takeKeys(at: now) }
        reading = task
        let isRead = await task.value
        reading = nil
        return isRead
    }

    private func takeKeys(at now: Double) async -> Bool {
        do {
            let fresh = try await KeySet.collection(of: fetch())
            (keys, readAt) = (fresh, now)
            generation += 1
            known.removeAll()
            return true
        } catch {
            logger.error("The issuer's keys cannot be read; those known so far stay.", metadata: ["cause": "\(error)"])
            return false
        }
    }
}
