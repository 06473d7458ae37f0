internal import Foundation
internal import JWTKit

/// The keys that an issuer publishes (JWKS, RFC 7517), as far as they are of use here: the others are passed over, as the RFC says.
enum KeySet {
    struct Unusable: Error {}

    /// - Throws: `Unusable` where there is no set in the text.
    static func collection(of json: String) async throws -> JWTKeyCollection {
        guard let set = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any], let keys = set["keys"] as? [Any] else {
            throw Unusable()
        }
        let collection = JWTKeyCollection()
        for (number, key) in keys.enumerated() {
            guard let fields = key as? [String: Any], let key = jwk(fields, number: number) else { continue }
            _ = try? await collection.add(jwk: key)
        }
        return collection
    }

    private static func jwk(_ given: [String: Any], number: Int) -> JWK? {
        guard given["use"] as? String ?? "sig" == "sig", let algorithm = algorithm(given) else { return nil }
        var fields = given.filter { ["kty", "crv", "n", "e", "x", "y", "kid"].contains($0.key) }
        // The key says what it signs with. What a token says of that is the word of whoever made it.
        fields["alg"] = algorithm
        if fields["kid"] == nil { fields["kid"] = "#\(number)" }
        guard let data = try? JSONSerialization.data(withJSONObject: fields) else { return nil }
        return try? JSONDecoder().decode(JWK.self, from: data)
    }

    /// Many issuers leave it out; then it is the usual one of the kind. nil for what is no key to verify with.
    private static func algorithm(_ key: [String: Any]) -> String? {
        let usual: String? =
            switch (key["kty"] as? String, key["crv"] as? String) {
            case ("RSA", _): "RS256"
            case ("EC", "P-256"): "ES256"
            case ("EC", "P-384"): "ES384"
            case ("EC", "P-521"): "ES512"
            case ("OKP", _): "EdDSA"
            default: nil
            }
        return usual.map { key["alg"] as? String ?? $0 }
    }
}
