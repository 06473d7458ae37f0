internal import Crypto
internal import Foundation

/// The secrets that sign what webhooks are sent, as Standard Webhooks writes them: https://www.standardwebhooks.com
///
/// Unlike those of access tokens they are kept as they are, for who signs needs them.
package enum WebhookSecret {
    /// Says what it is to whoever finds it, secret scanners for example.
    private static let prefix = "whsec_"

    /// 256 random bits.
    package static func make() -> String {
        let bytes: [UInt8] = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        return prefix + Data(bytes).base64EncodedString()
    }

    /// nil for what is no secret.
    static func key(_ secret: String) -> SymmetricKey? {
        guard secret.hasPrefix(prefix), let bytes = Data(base64Encoded: String(secret.dropFirst(prefix.count))) else { return nil }
        return SymmetricKey(data: bytes)
    }
}
