internal import Crypto
package import ReviewModel
package import Storage

/// The secrets of access tokens: made once, shown once, and known afterwards by their hash alone.
package enum Secret {
    /// Says what it is to whoever finds it, secret scanners for example.
    private static let prefix = "lct_"

    /// Makes a token and stores it; gives the secret to be shown.
    package static func issue(_ token: AccessToken, in database: any Database) async throws -> String {
        let secret = prefix + random()
        let hash = hash(secret)
        try await database.write { try TokenStore.insert(token, hash: hash, $0) }
        return secret
    }

    /// 256 random bits, so that a plain hash of them is as good as a slow one.
    private static func random() -> String {
        let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        return bytes.hexadecimal
    }

    static func hash(_ secret: String) -> String {
        Array(SHA256.hash(data: Array(secret.utf8))).hexadecimal
    }
}
