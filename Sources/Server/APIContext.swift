internal import HTTPTypes
package import Hummingbird
internal import Ingest
internal import NIOCore
internal import NIOHTTPTypes
internal import ReviewModel
internal import Storage

/// What a request carries through the routes.
package struct APIContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Who it comes from.
    var caller = AccessControl.Caller.known(.anybody)
    private let channel: any Channel

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The other end of the connection.
    var address: String? { channel.remoteAddress?.ipAddress }

    /// What one customer of a provider mostly has: one address of IPv4, and 64 bits of IPv6.
    var network: String? {
        guard let bytes = channel.remoteAddress?.addressBytes else { return nil }
        return Array(bytes.prefix(bytes.count == 16 ? 8 : 4)).hexadecimal
    }

    /// Who the request comes from, as far as the route's own permission has been asked for.
    ///
    /// - Throws: `Problem`.
    func principal(may permission: Permission) throws -> Principal {
        switch caller {
        case .unknown: throw Problem.unauthenticated
        case .refused: throw Problem.invalidToken
        case .throttled(let wait): throw Problem.tooManyFailures(wait: wait)
        case .known(let principal):
            guard principal.permissions.contains(permission) else { throw Problem.forbidden }
            return principal
        }
    }

    /// Who the request comes from. A route that anybody may call has nobody's rights.
    var principal: Principal {
        guard case .known(let principal) = caller else { return Principal(name: nil, permissions: [], scope: .courses([])) }
        return principal
    }

    /// Whether the request came with something that should say who it is of.
    var hasToken: Bool {
        switch caller {
        case .known, .refused, .throttled: true
        case .unknown: false
        }
    }

    /// Ends the connection once the answer has had time to arrive: what is still left of the request's body then is not worth reading.
    func endConnection() {
        let channel = channel
        channel.eventLoop.scheduleTask(in: .seconds(30)) { channel.close(promise: nil) }
    }

    /// Sends a response of the 1xx class ahead of the one that ends the request; only to clients that show that they know it.
    func sendInterim(_ status: HTTPResponse.Status, _ headers: HTTPFields = [:]) {
        // A client that has gone will be noticed by whoever reads its request.
        channel.writeAndFlush(HTTPResponsePart.head(HTTPResponse(status: status, headerFields: headers)), promise: nil)
    }

    /// Asks for the body of a request whose client waits to be asked.
    func welcomeBody(of request: Request) {
        if request.headers[.expect]?.lowercased() == "100-continue" { sendInterim(.continue) }
    }
}
