internal import Foundation
internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Stands between clients and a server's Unix socket, and can stop passing on without closing: to either side the other seems to think.
final class HalfOpenProxy: Sendable {
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let channels = Channels()
    private let server: any Channel

    /// - Parameters:
    ///   - path: the socket that clients are to use.
    ///   - upstream: the server's.
    init(path: String, upstream: String) async throws {
        let (group, channels) = (group, channels)
        server = try await ServerBootstrap(group: group)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { client in
                ClientBootstrap(group: client.eventLoop)
                    .channelOption(.autoRead, value: false)
                    .connect(unixDomainSocketPath: upstream)
                    .flatMap { server in
                        channels.add([client, server])
                        return client.eventLoop.makeCompletedFuture {
                            try client.pipeline.syncOperations.addHandler(PassOn(to: server))
                            try server.pipeline.syncOperations.addHandler(PassOn(to: client))
                        }.flatMap {
                            server.setOption(.autoRead, value: true).and(client.setOption(.autoRead, value: true)).map { _ in }
                        }
                    }
            }
            .bind(unixDomainSocketPath: path).get()
    }

    /// Cuts every connection that there is half-open; new ones pass.
    func cut() {
        for channel in channels.takeAll() { _ = channel.setOption(.autoRead, value: false) }
    }

    func close() async throws {
        try await server.close()
        try await group.shutdownGracefully()
    }

    private final class Channels: Sendable {
        private let channels = Mutex<[any Channel]>([])

        func add(_ new: [any Channel]) {
            channels.withLock { $0 = $0.filter(\.isActive) + new }
        }

        func takeAll() -> [any Channel] {
            channels.withLock { channels in
                defer { channels = [] }
                return channels
            }
        }
    }

    private final class PassOn: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let other: any Channel

        init(to other: any Channel) {
            self.other = other
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            other.writeAndFlush(unwrapInboundIn(data), promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) {
            other.close(promise: nil)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
