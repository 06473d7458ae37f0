package import Hummingbird
package import Logging

/// Puts the routes together into an HTTP server.
package struct HTTPService: Sendable {
    private let service: ReviewService
    private let exposition: @Sendable () -> String

    /// A connection on which nothing moves for this long is closed, in seconds.
    private static let idleTimeout: Int64 = 75

    /// `exposition` gives the metrics page.
    package init(service: ReviewService, exposition: @escaping @Sendable () -> String) {
        self.service = service
        self.exposition = exposition
    }

    package func router() -> Router<APIContext> {
        let router = Router(context: APIContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            MetricsMiddleware()
            TusMiddleware()
            ProblemMiddleware()
        }
        HealthRoutes(queue: service.queue, exposition: exposition).add(to: router)
        let group = router.group("v1")
        let desk = UploadDesk(service: service)
        ReviewRoutes(service: service).add(to: group)
        MediaRoutes(desk: desk).add(to: group)
        UploadRoutes(desk: desk).add(to: group)
        ReportRoutes(service: service).add(to: group)
        QueueRoutes(queue: service.queue).add(to: group)
        JobRoutes(queue: service.queue).add(to: group)
        return router
    }

    /// `ready` is told the port once the server listens.
    package func application(
        host: String, port: Int, logger: Logger, ready: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            router: router(), server: .http1(configuration: .init(idleTimeout: .seconds(Self.idleTimeout))),
            configuration: .init(address: .hostname(host, port: port), serverName: "lectern"),
            onServerRunning: { channel in ready(channel.localAddress?.port ?? port) }, logger: logger)
    }
}
