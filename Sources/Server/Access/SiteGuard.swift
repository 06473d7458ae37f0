internal import HTTPTypes
internal import Hummingbird

/// Keeps other sites out of a service that asks nobody who they are: a page that somebody has open in their browser could use it in their name.
package struct SiteGuard: Sendable {
    /// Whether the service is this machine's alone, so that whoever calls it by another name was led here (DNS rebinding).
    let isLocal: Bool
    /// Origins whose pages may use it.
    let origins: Set<String>

    /// - Throws: `Problem`.
    func check(_ request: Request) throws {
        if isLocal, let authority = request.head.authority, !Self.isLoopback(authority) { throw Problem.otherHost }
        guard request.method != .get, request.method != .head, request.method != .options else { return }
        guard let origin = request.headers[.origin], !origins.contains(origin) else { return }
        guard Self.isOwn(origin, of: request) else { throw Problem.otherSite }
    }

    /// Whether an origin is the one that a request is sent to.
    static func isOwn(_ origin: String, of request: Request) -> Bool {
        origin.split(separator: "/").last.map(String.init) == request.head.authority
    }

    private static func isLoopback(_ authority: String) -> Bool {
        ["127.0.0.1", "localhost", "[::1]"].contains { name in
            authority.hasPrefix(name) && (authority.utf8.count == name.utf8.count || authority.dropFirst(name.count).first == ":")
        }
    }
}

extension Problem {
    static let otherSite = Problem(
        .forbidden, "other-site", title: "Not from another site",
        detail: "A page of another origin sent this. An operator can allow its origin with http.cors-origins.")

    static let otherHost = Problem(
        .misdirectedRequest, "other-host", title: "Not by this name",
        detail: "This service is for its own machine: call it by localhost or 127.0.0.1. Behind a proxy it is started with --trust-network.")
}
