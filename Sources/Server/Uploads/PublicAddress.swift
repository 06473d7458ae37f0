internal import Hummingbird

/// How clients reach the service, for addresses that some of them want whole.
package enum PublicAddress: Sendable, Hashable {
    /// A proxy may stand in front, and what it is called is not known: addresses are told without host.
    case unknown
    /// Clients are on this machine, and what they call it is right.
    case local
    /// As `https://lectern.example`.
    case fixed(String)

    func place(_ path: String, for request: Request) -> String {
        switch self {
        case .unknown: path
        case .local: request.head.authority.map { "http://\($0)\(path)" } ?? path
        case .fixed(let base): base + path
        }
    }
}
