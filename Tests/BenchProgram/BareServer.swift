import ArgumentParser
import Foundation
import Hummingbird
import Logging
import NIOCore

/// A server with one route that does nothing but send the same bytes: what the polls of the service are held against.
struct BareServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bare", abstract: "Serve a file's bytes at /200, and an empty 304 at /304, at a port of loopback until killed.")

    @Option(help: "The port.")
    var port: Int

    @Argument(help: "The file whose bytes are sent.")
    var file: String

    func run() async throws {
        let body = ByteBuffer(bytes: try Data(contentsOf: URL(filePath: file)))
        let router = Router()
        router.get("200") { _, _ in
            Response(status: .ok, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: body))
        }
        // A 304 tells the entity tag that a 200 would (RFC 9110, section 15.4.5).
        router.get("304") { _, _ in Response(status: .notModified, headers: [.eTag: "\"1\""]) }
        let logger = Logger(label: "bare") { _ in SwiftLogNoOpLogHandler() }
        try await Application(router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)), logger: logger).runService()
    }
}
