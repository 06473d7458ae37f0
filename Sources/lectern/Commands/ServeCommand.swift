import ArgumentParser
import Foundation
import Logging
import Metrics
import Server
import ServiceLifecycle
import Storage
import Telemetry
import UnixSignals

/// Serves the HTTP API and works on every queue.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the HTTP API and work on the queues.",
        discussion: """
            Settings come from --config (YAML), then LECTERN_* variables, then flags. There is no authentication yet, so only loopback
            addresses are served; a proxy in front of it that authenticates can be allowed with --trust-network.
            """)

    @OptionGroup var storage: StorageOptions

    @Option(help: "The queues to work on: all, none, or a list such as quality,content.")
    var queues = QueueList.all

    @Option(help: "The address to listen on.")
    var host: String?

    @Option(help: "The port to listen on; 0 takes any that is free.")
    var port: Int?

    @Flag(help: "Serve beyond loopback without authentication: only behind a proxy that authenticates.")
    var trustNetwork = false

    func run() async throws {
        var settings = try await storage.settings()
        settings.host = host ?? settings.host
        settings.port = port ?? settings.port
        try refuseOpenNetwork(settings.host)
        let registry = PrometheusRegistry()
        MetricsSystem.bootstrap(PrometheusFactory(registry: registry))
        let logger = Diagnostics.logger(settings.logLevel)
        let assembly = try Diagnostics.opening { try Assembly(settings: settings, logger: logger) }
        let address = settings.host
        let application = HTTPService(service: assembly.reviews, exposition: registry.exposition)
            .application(host: settings.host, port: settings.port, logger: logger) { port in
                logger.info("Serving at http://\(address):\(port)", metadata: ["data": "\(assembly.settings.data)"])
            }
        let services = [assembly.feed, assembly.archive, assembly.uploadSweep] + assembly.workers(queues.stages) + [application]
        try await assembly.group(services, signals: [.sigterm, .sigint]).run()
        try assembly.database.close()
    }

    private func refuseOpenNetwork(_ host: String) throws {
        guard !trustNetwork, !["127.0.0.1", "::1", "localhost"].contains(host) else { return }
        throw ValidationError(
            "Without authentication only loopback is served, and \(host) is not. Use --host 127.0.0.1, or --trust-network behind a proxy.")
    }
}
