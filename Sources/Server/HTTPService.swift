package import Hummingbird
internal import HummingbirdCore
package import Logging
internal import ReviewModel

/// Puts the routes together into an HTTP server.
package struct HTTPService: Sendable {
    /// How the service meets the world.
    package struct Policy: Sendable {
        package var access: AccessControl
        package var limits: RequestLimits
        /// Origins of other sites whose pages may use the API.
        package var origins: Set<String>
        /// Connections at a time; more wait to be taken.
        package var connections: Int
        package var address = PublicAddress.unknown
        /// Seconds after which a connection is closed on which nothing moves; bytes of a head that is never complete do not count as that.
        package var idleTimeout: Int64 = 75

        package init(
            access: AccessControl = .open, limits: RequestLimits = RequestLimits(), origins: Set<String> = [], connections: Int = 15_000
        ) {
            self.access = access
            self.limits = limits
            self.origins = origins
            self.connections = connections
        }
    }

    private let service: ReviewService
    private let policy: Policy
    private let exposition: @Sendable () -> String

    /// `exposition` gives the metrics page.
    package init(service: ReviewService, policy: Policy = Policy(), exposition: @escaping @Sendable () -> String) {
        self.service = service
        self.policy = policy
        self.exposition = exposition
    }

    package var routes: RouteTable { routes(with: ReportRoutes(service: service)) }

    private func routes(with reports: ReportRoutes) -> RouteTable {
        var routes = RouteTable()
        let desk = UploadDesk(service: service, address: policy.address)
        // The router looks at paths in this order.
        ReviewRoutes(service: service).add(to: &routes)
        EventRoutes(service: service, access: policy.access).add(to: &routes)
        MediaRoutes(desk: desk).add(to: &routes)
        UploadRoutes(desk: desk).add(to: &routes)
        reports.add(to: &routes)
        ExportRoutes(service: service).add(to: &routes)
        RepairRoutes(service: service).add(to: &routes)
        CorrectionRoutes(service: service).add(to: &routes)
        CourseRoutes(service: service).add(to: &routes)
        LinkRoutes(service: service, tokens: policy.access.tokens).add(to: &routes)
        WebhookRoutes(queue: service.queue).add(to: &routes)
        QueueRoutes(queue: service.queue).add(to: &routes)
        JobRoutes(queue: service.queue).add(to: &routes)
        AuditRoutes(queue: service.queue).add(to: &routes)
        HealthRoutes(queue: service.queue, exposition: exposition).add(to: &routes)
        OpenAPIRoutes(rubrics: service.rubrics.rubrics.map(\.name), isOpen: policy.access.isOpen).add(to: &routes)
        return routes
    }

    /// What people see in a browser; it is no part of the API.
    package var pages: RouteTable { pages(at: pageDesk) }

    private var pageDesk: PageDesk { PageDesk(access: policy.access, limits: policy.limits, address: policy.address) }

    private func pages(at desk: PageDesk) -> RouteTable {
        var routes = RouteTable()
        HomePage.Routes(service: service, uploads: UploadDesk(service: service, address: policy.address), desk: desk).add(to: &routes)
        ReviewPageRoutes(service: service, desk: desk).add(to: &routes)
        CoursePage.Routes(service: service, desk: desk).add(to: &routes)
        QueuesPage.Routes(queue: service.queue, board: service.board, desk: desk).add(to: &routes)
        SignInPage.Routes(desk: desk).add(to: &routes)
        AssetRoutes(assets: desk.assets).add(to: &routes)
        return routes
    }

    private func responder() -> PollResponder {
        let reports = ReportRoutes(service: service)
        let desk = pageDesk
        let routes = routes(with: reports).joined(with: pages(at: desk))
        let router = Router(context: APIContext.self, options: .autoGenerateHeadEndpoints)
        let metrics = RequestMetrics()
        router.add(middleware: metrics)
        if !policy.origins.isEmpty { router.add(middleware: CrossOriginMiddleware(origins: policy.origins)) }
        if !policy.access.isOpen { router.add(middleware: AccessMiddleware(access: policy.access, limits: policy.limits)) }
        router.add(middleware: ProblemMiddleware(routes: routes, pages: ProblemPages(desk: desk)))
        if !policy.access.isOpen { router.add(middleware: SessionGuard()) }
        let site = policy.access.isOpen ? SiteGuard(isLocal: policy.address == .local, origins: policy.origins) : nil
        routes.register(in: router, audit: AuditLog(queue: service.queue), behind: site)
        return PollResponder(
            router: router.buildResponder(), service: service, reports: reports, access: policy.access, limits: policy.limits, site: site,
            admitsOrigins: !policy.origins.isEmpty, metrics: metrics)
    }

    /// `ready` is told the port once the server listens.
    package func application(
        host: String, port: Int, logger: Logger, ready: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> some ApplicationProtocol {
        let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 64 << 10, maxHeaderFieldCount: 100)
        return Application(
            responder: responder(),
            server: .http1(
                configuration: .init(idleTimeout: .seconds(policy.idleTimeout), httpDecoderConfiguration: decoder)),
            configuration: .init(
                address: .hostname(host, port: port), backlog: 4_096,
                availableConnectionsDelegate: MaximumAvailableConnections(policy.connections)),
            onServerRunning: { channel in ready(channel.localAddress?.port ?? port) }, logger: logger)
    }
}
