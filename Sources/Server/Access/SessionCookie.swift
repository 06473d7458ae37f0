internal import HTTPTypes
internal import Hummingbird

/// The access token of somebody who signed in with a browser.
enum SessionCookie {
    static let name = "lectern-token"

    /// Seconds: a week. The token may end before.
    private static let lifetime = 7 * 86_400

    /// The token that a request brings along.
    static func secret(in request: Request) -> String? {
        request.cookies[name]?.value
    }

    /// Whether a request comes with the cookie and with nothing that goes before it.
    static func speaks(for request: Request) -> Bool {
        request.headers[.authorization] == nil && request.uri.queryParameters["key"] == nil && secret(in: request) != nil
    }

    /// Whether a token can stand in a cookie as it is.
    static func takes(_ secret: String) -> Bool {
        !secret.isEmpty
            && secret.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: [UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte)
                }
            }
    }

    /// The field that puts a token into the browser. Neither scripts nor other sites get at it.
    static func field(_ secret: String, isSecure: Bool) -> HTTPField {
        HTTPField(name: .setCookie, value: "\(name)=\(secret); Max-Age=\(lifetime)\(attributes(isSecure))")
    }

    /// The field that takes it out again.
    static func end(isSecure: Bool) -> HTTPField {
        HTTPField(name: .setCookie, value: "\(name)=; Max-Age=0\(attributes(isSecure))")
    }

    private static func attributes(_ isSecure: Bool) -> String {
        "; Path=/; HttpOnly; SameSite=Strict" + (isSecure ? "; Secure" : "")
    }
}
