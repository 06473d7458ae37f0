internal import Crypto
internal import Foundation

/// Proves to a receiver who sent something and when, by Standard Webhooks: HMAC-SHA256 over the event's id, the time of the attempt and the body.
enum WebhookSignature {
    /// The value of `webhook-signature`: one for each secret, so that a receiver may still have the last one or already the next.
    ///
    /// - Parameter timestamp: seconds since 1970.
    static func value(of body: [UInt8], id: String, timestamp: Int, secrets: [String]) -> String {
        let content = Array("\(id).\(timestamp).".utf8) + body
        let signatures = secrets.compactMap { WebhookSecret.key($0) }.map { key -> String in
            let code = Array(HMAC<SHA256>.authenticationCode(for: content, using: key))
            return "v1," + Data(code).base64EncodedString()
        }
        return signatures.joined(separator: " ")
    }
}
