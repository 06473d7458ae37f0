import ReviewModel
import StorageTestSupport
import TestSupport
import Testing

@Suite("Webhooks, as a receiver that others wrote sees them", .timeLimit(.minutes(5))) struct WebhookTests {
    private struct Made: Decodable {
        var id: String
        var secret: String
    }

    private struct Deliveries: Decodable {
        struct Delivery: Decodable {
            var id: String
            var type: String
            var state: String
            var attempts: Int
            var problem: String?
        }

        var deliveries: [Delivery]
    }

    /// The newest first.
    private static func deliveries(_ server: ServerProcess, _ place: String) async throws -> [Deliveries.Delivery] {
        try await server.get(place + "/deliveries").decode(Deliveries.self).deliveries
    }

    /// Webhooks may be on the tests' own machine, which is not a public one.
    private static let environment = ["LECTERN_FETCH_ALLOW_NETWORKS": "127.0.0.1", "LECTERN_HTTP_PUBLIC_ADDRESS": "https://lectern.example"]

    private static func make(_ server: ServerProcess, for receiver: WebhookReceiver) async throws -> Made {
        let json = """
            {"url": "http://127.0.0.1:\(receiver.port)/hook", "events": ["review.completed", "review.failed", "review.cancelled"]}
            """
        let answer = try await server.post("/v1/webhooks", json: json)
        try #require(answer.status == 201)
        let webhook = try answer.decode(Made.self)
        try receiver.use(webhook.secret)
        return webhook
    }

    @Test("Each end is told once, also after a failure, and when a review is judged again", arguments: Engine.allCases)
    func told(on engine: Engine) async throws {
        let folder = try TemporaryFolder()
        let talk = folder.path("talk.mp4")
        try FFmpeg.run(
            "-f lavfi -i testsrc2=s=320x180:r=25:d=3 -f lavfi -i sine=d=3 -c:v libx264 -preset ultrafast -c:a aac", to: talk)
        let options = engine == .postgres ? ["--database", try PostgresServer.shared.get().database()] : []
        let server = try await ServerProcess(data: folder.path("data"), arguments: options, environment: Self.environment)
        let receiver = try await WebhookReceiver(failures: 1)
        let webhook = try await Self.make(server, for: receiver)
        let place = "/v1/webhooks/\(webhook.id)"
        // The first attempt fails; the next one comes after five seconds, and what happens meanwhile waits for it.
        #expect(try await server.post(place + "/test").status == 202)
        #expect(try await eventually(within: 60) { receiver.accepted.count == 1 })
        let path = try await server.submit(talk, json: #"{"title": "Optics"}"#)
        let review = try await server.wait(path) { $0.state.isFinal }
        #expect(review.state == .completed)
        #expect(try await server.post(path + "/rerun", json: #"{"rubric": "broadcast"}"#).status == 202)
        #expect(try await server.wait(path) { $0.state.isFinal }.state == .completed)
        let other = try await server.create()
        #expect(try await server.post(other + "/cancel").status == 200)
        #expect(try await eventually(within: 60) { receiver.accepted.count == 4 })

        let accepted = receiver.accepted
        #expect(accepted.map(\.type) == ["webhook.test", "review.completed", "review.completed", "review.cancelled"])
        #expect(accepted.allSatisfy { $0.signatures == 1 })
        let report = try await server.get(path + "/report", headers: [("Accept", "application/json")]).decode(Report.self)
        let last = try #require(accepted[2].data)
        #expect(last.review == review.id && last.title == "Optics" && last.verdict == report.verdict.rawValue)
        #expect(last.links == ["self": "https://lectern.example" + path, "report": "https://lectern.example" + path + "/report"])
        #expect(accepted[3].data?.links == ["self": "https://lectern.example" + other])
        // Nothing is on its way any more, so that nothing comes twice.
        #expect(try await eventually { try await Self.deliveries(server, place).allSatisfy { $0.state == "delivered" } })
        let deliveries = try await Self.deliveries(server, place)
        let ids = accepted.compactMap(\.accepted)
        #expect(deliveries.map(\.id) == Array(ids.reversed()) && deliveries.map(\.attempts) == [1, 1, 1, 2])
        #expect(receiver.accepted.count == 4 && receiver.deliveries.compactMap(\.failed) == Array(ids.prefix(1)))
        #expect(receiver.deliveries.allSatisfy { $0.refused == nil })
    }

    @Test("A secret is replaced without a delivery that is refused")
    func rotated() async throws {
        let folder = try TemporaryFolder()
        let server = try await ServerProcess(data: folder.path("data"), environment: Self.environment)
        let receiver = try await WebhookReceiver()
        let webhook = try await Self.make(server, for: receiver)
        let place = "/v1/webhooks/\(webhook.id)"
        let rotated = try await server.post(place + "/rotate").decode(Made.self)
        #expect(rotated.secret != webhook.secret)
        // The receiver has the last one still.
        #expect(try await server.post(place + "/test").status == 202)
        #expect(try await eventually { receiver.accepted.count == 1 })
        try receiver.use(rotated.secret)
        #expect(try await server.post(place + "/test").status == 202)
        #expect(try await eventually { receiver.deliveries.count == 2 })
        #expect(receiver.deliveries.allSatisfy { $0.accepted != nil && $0.signatures == 2 })
    }

    @Test("Without leave from the operator nothing is sent to this machine")
    func house() async throws {
        let folder = try TemporaryFolder()
        let server = try await ServerProcess(data: folder.path("data"))
        let receiver = try await WebhookReceiver()
        let webhook = try await Self.make(server, for: receiver)
        let place = "/v1/webhooks/\(webhook.id)"
        #expect(try await server.post(place + "/test").status == 202)
        #expect(
            try await eventually {
                try await Self.deliveries(server, place).first?.problem?.contains("is not a public host") == true
            })
        #expect(receiver.deliveries.isEmpty)
    }
}
