internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// A web server of a test's own on loopback. It answers as a script says, keeps what it was asked, and closes each connection after its answer.
///
/// It goes with the last that holds it, so that a test has to look at it once it is through.
package final class WebHost: Sendable {
    /// What to answer to a request, and the how many-th it is, from 0 on.
    package typealias Script = @Sendable (WebRequest, Int) -> WebReply

    package let port: Int
    private let log: Log
    private let server: any Channel

    package init(on address: String = "127.0.0.1", port: Int = 0, _ script: @escaping Script = { _, _ in WebReply() }) async throws {
        let log = Log()
        self.log = log
        server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                log.connected()
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Responder(script: script, log: log))
                }
            }
            .bind(host: address, port: port).get()
        self.port = server.localAddress?.port ?? 0
    }

    /// Two at the same port: one that tests' clients may reach, and one that they may not.
    package static func pair(_ script: @escaping Script = { _, _ in WebReply() }) async throws -> (server: WebHost, inside: WebHost) {
        // Somebody may have the port at the other address.
        for _ in 0..<20 {
            let inside = try await WebHost(on: "127.0.0.2")
            if let server = try? await WebHost(port: inside.port, script) { return (server, inside) }
        }
        let inside = try await WebHost(on: "127.0.0.2")
        return (try await WebHost(port: inside.port, script), inside)
    }

    deinit {
        server.close(promise: nil)
        cut()
    }

    /// How often somebody connected, whatever they asked.
    package var connections: Int { log.entries.withLock(\.connections) }

    package var requests: [WebRequest] { log.entries.withLock(\.requests) }

    /// Breaks off the answers that are held.
    package func cut() {
        for held in log.takeHeld() { held.channel.close(promise: nil) }
    }

    /// Sends the rest of the answers that are held.
    package func finish() {
        for held in log.takeHeld() {
            let channel = held.channel
            channel.writeAndFlush(held.rest).whenComplete { _ in channel.close(promise: nil) }
        }
    }

    private struct Held: Sendable {
        let channel: any Channel
        let rest: ByteBuffer
    }

    private final class Log: Sendable {
        struct Entries: Sendable {
            var connections = 0
            var requests: [WebRequest] = []
            var held: [Held] = []
        }

        let entries = Mutex(Entries())

        func connected() {
            entries.withLock { $0.connections += 1 }
        }

        /// Gives the request's number.
        func note(_ request: WebRequest) -> Int {
            entries.withLock { entries in
                entries.requests.append(request)
                return entries.requests.count - 1
            }
        }

        func hold(_ held: Held) {
            entries.withLock { $0.held.append(held) }
        }

        func takeHeld() -> [Held] {
            entries.withLock { entries in
                defer { entries.held = [] }
                return entries.held
            }
        }
    }

    private final class Responder: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let script: Script
        private let log: Log
        /// What has come of the request.
        private var received: [UInt8] = []

        init(script: @escaping Script, log: Log) {
            self.script = script
            self.log = log
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received += unwrapInboundIn(data).readableBytesView
            guard let request = WebRequest(received) else { return }
            received = []
            let (reply, channel) = (script(request, log.note(request)), context.channel)
            let whole = reply.head + reply.body
            let begin = ByteBuffer(bytes: whole.prefix(reply.sent))
            if reply.isHeld {
                log.hold(Held(channel: channel, rest: ByteBuffer(bytes: whole.dropFirst(reply.sent))))
                channel.writeAndFlush(begin, promise: nil)
            } else {
                channel.writeAndFlush(begin).whenComplete { _ in channel.close(promise: nil) }
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
