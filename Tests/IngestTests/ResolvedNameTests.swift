import Ingest
import Testing
import WebTestSupport

@Suite("Names: the connection goes to the address that was judged", .timeLimit(.minutes(1)))
struct ResolvedNameTests {
    @Test("A host is reached under its own name, at its address")
    func reached() async throws {
        let server = try await WebHost()
        let resolver = ScriptedResolver(["media.test": [["127.0.0.1"]]])
        #expect(try await SafeClient.test(resolver).status(of: "http://media.test:\(server.port)/a?b=c") == 200)
        #expect(resolver.asked == ["media.test"])
        #expect(server.requests.map(\.path) == ["/a?b=c"])
        #expect(server.requests.first?.headers["host"] == "media.test:\(server.port)")
    }

    @Test(
        "A name is refused as a whole where any of its addresses is of the house",
        arguments: [
            ["127.0.0.2"], ["10.0.0.1"], ["169.254.169.254"], ["::1"], ["::ffff:127.0.0.2"], ["fd00:ec2::254"], ["93.184.216.34", "127.0.0.2"],
            ["127.0.0.2", "93.184.216.34"], ["127.0.0.1", "127.0.0.2"], ["2606:4700:4700::1111", "::1"],
        ])
    func ofTheHouse(addresses: [String]) async throws {
        let (server, inside) = try await WebHost.pair()
        let client = SafeClient.test(ScriptedResolver(["inside.test": [addresses]]))
        let refusal = try #require(try await client.refusal(of: "http://inside.test:\(server.port)/"))
        #expect(refusal.isFinal && refusal.sentence.contains("inside.test"))
        #expect(server.connections == 0 && inside.connections == 0)
    }

    @Test("A name without addresses is refused, and one that is not known")
    func none() async throws {
        let client = SafeClient.test(ScriptedResolver(["empty.test": [[]]]))
        #expect(try await client.refusal(of: "http://empty.test/")?.isFinal == true)
        #expect(try await client.refusal(of: "http://unknown.test/")?.isFinal == true)
    }

    @Test("A name that leads elsewhere when it is asked again is asked once")
    func rebinding() async throws {
        let (server, inside) = try await WebHost.pair()
        let resolver = ScriptedResolver(["media.test": [["127.0.0.1"], ["127.0.0.2"]]])
        #expect(try await SafeClient.test(resolver).status(of: "http://media.test:\(server.port)/") == 200)
        #expect(resolver.asked == ["media.test"])
        #expect(server.connections == 1 && inside.connections == 0)
    }

    @Test("A name that leads elsewhere at the next hop is judged again there")
    func rebindingAtRedirect() async throws {
        let (server, inside) = try await WebHost.pair { _, _ in .redirect("/again") }
        let resolver = ScriptedResolver(["media.test": [["127.0.0.1"], ["127.0.0.2"]]])
        #expect(try await SafeClient.test(resolver).refusal(of: "http://media.test:\(server.port)/")?.isFinal == true)
        #expect(resolver.asked == ["media.test", "media.test"])
        #expect(server.connections == 1 && inside.connections == 0)
    }

    @Test("The deadline ends the reading of an answer too")
    func deadline() async throws {
        let server = try await WebHost { _, _ in WebReply(body: sample(100)).ended(.held(after: 10)) }
        let client = SafeClient.test()
        await #expect(throws: (any Error).self) {
            try await client.get("http://media.test:\(server.port)/", deadline: .seconds(1)) { _ in try await Task.sleep(for: .seconds(20)) }
        }
        #expect(server.requests.count == 1)
    }
}
