import CryptoExtras
import Foundation
import JWTKit

/// A key of an issuer of JSON Web Tokens. It signs whatever it is given, right or wrong.
struct SigningKey: Sendable {
    let id: String
    /// The public half as a member of a key set.
    var published: [String: String]
    /// The public half as a text that anybody can have.
    let pem: String
    private let algorithm: any JWTAlgorithm

    /// - Parameter kind: ES256 or RS256.
    static func make(_ kind: String, _ id: String) async throws -> SigningKey {
        if kind == "RS256" { return try await rs256(id) }
        return try await es256(id)
    }

    static func es256(_ id: String) async throws -> SigningKey {
        let key = ES256PrivateKey()
        let point = key.parameters ?? (x: "", y: "")
        return SigningKey(
            id: id,
            published: ["kty": "EC", "crv": "P-256", "alg": "ES256", "kid": id, "x": forURL(point.x), "y": forURL(point.y)],
            pem: key.publicKey.pemRepresentation, algorithm: try await JWTKeyCollection().add(ecdsa: key).getKey())
    }

    static func rs256(_ id: String) async throws -> SigningKey {
        // Both this module's and the other's have an Insecure.
        let key = try JWTKit.Insecure.RSA.PrivateKey(backing: _RSA.Signing.PrivateKey(keySize: .bits2048))
        let (modulus, exponent) = try key.publicKey.getKeyPrimitives()
        return SigningKey(
            id: id,
            published: [
                "kty": "RSA", "alg": "RS256", "kid": id, "n": forURL(modulus.base64EncodedString()), "e": forURL(exponent.base64EncodedString()),
            ],
            pem: key.publicKey.pemRepresentation, algorithm: try await JWTKeyCollection().add(rsa: key, digestAlgorithm: .sha256).getKey())
    }

    /// A key that signs by a shared secret.
    static func hs256(_ id: String, secret: String) async throws -> SigningKey {
        SigningKey(
            id: id, published: [:], pem: "",
            algorithm: try await JWTKeyCollection().add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256).getKey())
    }

    /// - Parameters:
    ///   - claims: JSON by name.
    ///   - header: instead of what belongs there.
    func token(_ claims: [String: String], header: [String: String]? = nil) throws -> String {
        let head = header ?? ["alg": algorithm.name, "typ": "JWT", "kid": id]
        let input = Self.encoded(Self.words(head)) + "." + Self.encoded(Self.object(claims))
        return input + "." + Self.forURL(Data(try algorithm.sign(Data(input.utf8))).base64EncodedString())
    }

    /// A token without a signature.
    static func unsigned(_ claims: [String: String], header: [String: String]) -> String {
        encoded(words(header)) + "." + encoded(object(claims)) + "."
    }

    /// Published keys as an issuer hands them out.
    static func set(_ members: [[String: String]]) -> String {
        object(["keys": "[" + members.map(words).joined(separator: ", ") + "]"])
    }

    /// An object whose members are all strings.
    private static func words(_ members: [String: String]) -> String { object(members.mapValues { "\"\($0)\"" }) }

    private static func object(_ members: [String: String]) -> String {
        "{" + members.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ") + "}"
    }

    private static func encoded(_ text: String) -> String { forURL(Data(text.utf8).base64EncodedString()) }

    /// Base64 as tokens have it.
    private static func forURL(_ base64: String) -> String {
        String(base64.filter { $0 != "=" }.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }
}
