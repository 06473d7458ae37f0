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
            Settings come from --config (YAML), then LECTERN_* variables, then flags. With auth.required every request needs a token
            ('lectern token create'); without it only loopback addresses are served, unless --trust-network says that a proxy in front
            asks who people are.
            """)

    @OptionGroup var storage: StorageOptions

    @Option(help: "The queues to work on: all, none, or a list such as quality,content.")
    var queues = QueueList.all

    @Option(help: "The address to listen on.")
    var host: String?

    @Option(help: "The port to listen on; 0 takes any that is free.")
    var port: Int?

    @Flag(help: "Serve beyond loopback without tokens: only behind a proxy that asks who people are.")
    var trustNetwork = false

    func run() async throws {
        var settings = try await storage.settings()
        settings.host = host ?? settings.host
        settings.port = port ?? settings.port
        try refuseOpenNetwork(settings)
        let registry = PrometheusRegistry()
        MetricsSystem.bootstrap(PrometheusFactory(registry: registry))
        let logger = Diagnostics.logger(settings.logLevel)
        OpenFiles.raiseLimit(wanted: settings.access.connections, logger: logger)
        let assembly = try await Diagnostics.opening { try Assembly(settings: settings, logger: logger) }
        let address = settings.host
        var (policy, tokens) = try await Diagnostics.opening { try await assembly.policy() }
        if !trustNetwork && !settings.access.isRequired { policy.address = .local }
        let application = HTTPService(service: assembly.reviews, policy: policy, exposition: registry.exposition)
            .application(host: settings.host, port: settings.port, logger: logger) { port in
                logger.info("Serving at http://\(address):\(port)", metadata: ["data": "\(assembly.settings.data)"])
            }
        var services = [assembly.feed, assembly.archive] + assembly.sweeps
        if let tokens { services.append(tokens) }
        services += assembly.collectors + [assembly.delivery]
        services += assembly.workers(queues.stages) + [application, assembly.watchClock]
        try await assembly.group(services, signals: [.sigterm, .sigint]).run()
        try assembly.database.close()
    }

    private func refuseOpenNetwork(_ settings: Settings) throws {
        guard !trustNetwork, !settings.access.isRequired, !["127.0.0.1", "::1", "localhost"].contains(settings.host) else { return }
        throw ValidationError(
            """
            Without tokens only loopback is served, and \(settings.host) is not. Set auth.required: true and make tokens with \
            'lectern token create', use --host 127.0.0.1, or --trust-network behind a proxy that asks who people are.
            """)
    }
}
