import NIOCore
import NIOPosix

/// A connection on which a test sees every byte as it comes: interim responses, and pieces of a body that has no end yet.
struct RawConnection {
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    /// What came and was not asked for yet.
    private var rest: [UInt8] = []

    struct Ended: Error {
        let rest: String
    }

    /// Connects, and closes the connection once `body` is through.
    static func open(_ port: Int, _ body: (inout RawConnection) async throws -> Void) async throws {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(host: "localhost", port: port) { channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
        try await channel.executeThenClose { inbound, outbound in
            var connection = RawConnection(inbound: inbound.makeAsyncIterator(), outbound: outbound)
            try await body(&connection)
        }
    }

    /// Sends a request: its first line, its fields, and a body whose length is told.
    func send(_ line: String, _ fields: [String: String] = [:], body: String = "") async throws {
        var head = "\(line) HTTP/1.1\r\nHost: localhost\r\n"
        for (name, value) in fields { head += "\(name): \(value)\r\n" }
        if !body.isEmpty { head += "Content-Length: \(body.utf8.count)\r\n" }
        try await write(head + "\r\n" + body)
    }

    /// Sends more of a body.
    func write(_ text: String) async throws {
        try await outbound.write(ByteBuffer(string: text))
    }

    /// What comes up to a mark and with it; the next reading goes on after it.
    mutating func read(through mark: String) async throws -> String {
        let mark = Array(mark.utf8)
        while true {
            if let found = rest.firstRange(of: mark) {
                let text = String(decoding: rest[..<found.upperBound], as: UTF8.self)
                rest.removeSubrange(..<found.upperBound)
                return text
            }
            guard let bytes = try await inbound.next() else { throw Ended(rest: String(decoding: rest, as: UTF8.self)) }
            rest += bytes.readableBytesView
        }
    }

    /// The head of the next response, interim ones too, in lower case.
    mutating func head() async throws -> String {
        try await read(through: "\r\n\r\n").lowercased()
    }
}
