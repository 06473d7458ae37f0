import Ingest
import Testing
import WebTestSupport

@Suite("Redirects: each place is judged as the first one was", .timeLimit(.minutes(1)))
struct RedirectTests {
    @Test(
        "A public host cannot send the client into the house, `PORT` being an open one there",
        arguments: [
            "http://127.0.0.2:PORT/", "//127.0.0.2:PORT/", "http://inside.test:PORT/", "http://mixed.test:PORT/", "http://[::ffff:127.0.0.2]:PORT/",
            "http://media.test@127.0.0.2:PORT/", "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://10.0.0.1/",
            "https://127.0.0.2:PORT/",
        ])
    func intoTheHouse(place: String) async throws {
        let inside = try await WebHost(on: "127.0.0.2")
        let server = try await WebHost { _, _ in .redirect(place.replacing("PORT", with: "\(inside.port)")) }
        let resolver = ScriptedResolver([
            "media.test": [["127.0.0.1"]], "inside.test": [["127.0.0.2"]], "mixed.test": [["93.184.216.34", "127.0.0.2"]],
        ])
        #expect(try await SafeClient.test(resolver).refusal(of: "http://media.test:\(server.port)/")?.isFinal == true)
        #expect(server.connections == 1 && inside.connections == 0)
    }

    @Test(
        "Nor to another scheme", arguments: ["file:///etc/passwd", "ftp://media.test/", "gopher://media.test/", "data:,x", "unix:///run/docker.sock"])
    func otherScheme(place: String) async throws {
        let server = try await WebHost { _, _ in .redirect(place) }
        let resolver = ScriptedResolver(["media.test": [["127.0.0.1"]]])
        #expect(try await SafeClient.test(resolver).refusal(of: "http://media.test:\(server.port)/")?.isFinal == true)
        #expect(resolver.asked == ["media.test"] && server.connections == 1)
    }

    @Test("Five are followed", arguments: [301, 302, 303, 307, 308])
    func five(status: Int) async throws {
        let server = try await WebHost { _, number in
            number < 5 ? WebReply(status: status, fields: ["Location": "/\(number + 1)"]) : WebReply()
        }
        #expect(try await SafeClient.test().status(of: "http://media.test:\(server.port)/0") == 200)
        #expect(server.requests.map(\.path) == ["/0", "/1", "/2", "/3", "/4", "/5"])
    }

    @Test("A sixth is not")
    func tooMany() async throws {
        let server = try await WebHost { _, number in .redirect("/\(number + 1)") }
        #expect(try await SafeClient.test().refusal(of: "http://media.test:\(server.port)/0")?.isFinal == true)
        #expect(server.requests.count == 6)
    }

    struct Place: Sendable, CustomTestStringConvertible {
        let location: String
        let path: String

        var testDescription: String { location }
    }

    @Test(
        "A place that is written short is meant from where it stands",
        arguments: [
            Place(location: "c.mp4", path: "/a/c.mp4"), Place(location: "/c.mp4", path: "/c.mp4"), Place(location: "../c.mp4", path: "/c.mp4"),
            Place(location: "?d=e", path: "/a/b?d=e"), Place(location: "http://media.test:PORT/c.mp4", path: "/c.mp4"),
            Place(location: "//media.test:PORT/c.mp4", path: "/c.mp4"),
        ])
    func relative(place: Place) async throws {
        let server = try await WebHost { request, number in
            guard number == 0, let port = request.headers["host"]?.split(separator: ":").last else { return WebReply() }
            return .redirect(place.location.replacing("PORT", with: port))
        }
        let address = try await SafeClient.test().get("http://media.test:\(server.port)/a/b", deadline: .seconds(20)) { $0.address }
        #expect(server.requests.map(\.path) == ["/a/b", place.path])
        #expect(address == "http://media.test:\(server.port)\(place.path)")
    }
}
