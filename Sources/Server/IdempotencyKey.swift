internal import Crypto
internal import HTTPTypes
internal import Hummingbird
internal import ReviewModel
internal import Storage

/// A key that a client gives a creation, so that it is done once however often it is sent:
/// https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
package struct IdempotencyKey: Sendable {
    let key: String
    let owner: Principal
    /// Of what was asked for.
    let fingerprint: String

    private static let limit = 255

    /// nil where the client gave none.
    ///
    /// - Throws: `Problem`.
    init?(_ request: Request, of owner: Principal, for wish: some Encodable) throws {
        guard let text = request.headers[.idempotencyKey] else { return nil }
        // The draft has it in quotation marks; most clients send it bare.
        let key = text.hasPrefix("\"") && text.hasSuffix("\"") && text.count > 1 ? String(text.dropFirst().dropLast()) : text
        guard (1...Self.limit).contains(key.utf8.count), key.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
            throw Problem.invalidHeader("Idempotency-Key", "Give 1 to \(Self.limit) letters, digits or signs of ASCII, a UUID for example.")
        }
        self.key = key
        self.owner = owner
        fingerprint = Array(SHA256.hash(data: try StoredJSON.data(wish))).hexadecimal
    }

    func find(at now: Double, _ session: any SQLSession) throws -> IdempotencyStore.Entry? {
        try IdempotencyStore.find(key, of: owner.account ?? "", at: now, session)
    }

    func note(_ review: String, at now: Double, _ session: any SQLSession) throws {
        try IdempotencyStore.insert(key, of: owner.account ?? "", .init(fingerprint: fingerprint, review: review), at: now, session)
    }
}

extension HTTPField.Name {
    static let idempotencyKey = Self("Idempotency-Key")!
}

extension Problem {
    static let keyReused = Problem(
        .unprocessableContent, "idempotency-key-reused", title: "The key stands for another request",
        detail: "This Idempotency-Key came with other content before. Use a new key for a new request.")
}
