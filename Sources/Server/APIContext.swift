internal import HTTPTypes
package import Hummingbird
package import NIOCore
internal import NIOHTTPTypes

/// What a request carries through the routes.
package struct APIContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
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
