import Ingest
import NIOHTTP1
import Testing
import WebTestSupport

@Suite("Sending to addresses that somebody else names", .timeLimit(.minutes(1))) struct SafePostTests {
    private static func post(_ address: String, _ client: SafeClient = .test()) async throws -> SafeClient.Reply {
        try await client.post(Array("{}".utf8), to: address, headers: ["Content-Type": "application/json"], deadline: .seconds(20))
    }

    @Test("The body arrives, and the answer's head comes back")
    func arrives() async throws {
        let server = try await WebHost { _, _ in WebReply(status: 503, fields: ["Retry-After": "5"], body: [1, 2, 3]) }
        let reply = try await Self.post("http://media.test:\(server.port)/a?b=c")
        #expect(reply.status == 503 && reply.headers.first(name: "Retry-After") == "5")
        let request = try #require(server.requests.first)
        #expect(request.method == "POST" && request.path == "/a?b=c" && request.body == Array("{}".utf8))
        #expect(request.headers["content-type"] == "application/json" && request.headers["user-agent"] == "Lectern")
    }

    @Test("A redirect is an answer, and nobody goes there", arguments: [301, 302, 303, 307, 308])
    func redirect(status: Int) async throws {
        let (server, inside) = try await WebHost.pair { _, _ in WebReply(status: status, fields: ["Location": "/elsewhere"]) }
        #expect(try await Self.post("http://media.test:\(server.port)/").status == status)
        #expect(server.requests.map(\.path) == ["/"] && inside.connections == 0)
    }

    @Test(
        "The house is as closed as it is to fetching, `PORT` being an open one there",
        arguments: [
            "http://127.0.0.2:PORT/", "http://inside.test:PORT/", "http://mixed.test:PORT/", "http://[::ffff:127.0.0.2]:PORT/",
            "http://media.test@127.0.0.2:PORT/", "ftp://media.test:PORT/", "http://169.254.169.254/latest/meta-data/",
        ])
    func house(address: String) async throws {
        let inside = try await WebHost(on: "127.0.0.2")
        let client = SafeClient.test(
            ScriptedResolver(["media.test": [["127.0.0.1"]], "inside.test": [["127.0.0.2"]], "mixed.test": [["93.184.216.34", "127.0.0.2"]]]))
        await #expect(throws: FetchRefusal.self) {
            try await Self.post(address.replacing("PORT", with: "\(inside.port)"), client)
        }
        #expect(inside.connections == 0)
    }

    @Test("The connection goes to the address that was judged, however the name reads a moment later")
    func rebinding() async throws {
        let (server, inside) = try await WebHost.pair()
        let resolver = ScriptedResolver(["media.test": [["127.0.0.1"], ["127.0.0.2"]]])
        #expect(try await Self.post("http://media.test:\(server.port)/", .test(resolver)).status == 200)
        #expect(resolver.asked == ["media.test"] && server.connections == 1 && inside.connections == 0)
    }

    @Test("A side that says nothing is given up after the time limit")
    func deadline() async throws {
        let server = try await WebHost { _, _ in WebReply(ending: .silent) }
        await #expect(throws: FetchRefusal.self) {
            try await SafeClient.test().post([], to: "http://media.test:\(server.port)/", headers: [:], deadline: .milliseconds(500))
        }
        #expect(server.requests.count == 1)
    }

    @Test(
        "The head decides, also where the body breaks off or does not end",
        arguments: [WebReply.Ending.cut(after: 3), .held(after: 0), .held(after: 3)])
    func unendedBody(ending: WebReply.Ending) async throws {
        let server = try await WebHost { _, _ in WebReply(status: 202, fields: ["Retry-After": "5"], body: [1, 2, 3, 4], ending: ending) }
        let begin = ContinuousClock.now
        let reply = try await Self.post("http://media.test:\(server.port)/")
        #expect(reply.status == 202 && reply.headers.first(name: "Retry-After") == "5")
        #expect(ContinuousClock.now - begin < .seconds(10))
        #expect(server.requests.count == 1)
    }

    @Test("An address can be looked at before anything is sent")
    func check() throws {
        try SafeClient.check("https://hooks.test/a?b=c")
        for address in ["", "hooks.test", "file:///etc/passwd", "http://user:word@hooks.test/"] {
            #expect(throws: FetchRefusal.self) { try SafeClient.check(address) }
        }
    }
}
