import Ingest
import Testing
import WebTestSupport

@Suite("Addresses that are not fetched: nothing connects to the house", .timeLimit(.minutes(2)))
struct ForbiddenAddressTests {
    /// As the system reads names and digits, and nothing allowed.
    private let client = SafeClient(policy: AddressPolicy())

    @Test(
        "Loopback in digits, in all spellings that the system reads",
        arguments: [
            "127.0.0.1", "127.1", "127.0.1", "2130706433", "017700000001", "0177.0.0.1", "0x7f.1", "0x7f000001", "0X7F.0x0.0x0.0x1",
            "127.255.255.254",
            "0", "0.0.0.0", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::FFFF:7f00:1]", "[::ffff:0:0]", "[::127.0.0.1]",
            "[64:ff9b::7f00:1]", "[fe80::1]", "169.254.169.254", "[fd00:ec2::254]",
        ])
    func digits(host: String) async throws {
        let server = try await WebHost()
        let refusal = try #require(try await client.refusal(of: "http://\(host):\(server.port)/"))
        #expect(refusal.isFinal && refusal.sentence.contains("is not a public host"), "\(refusal.sentence)")
        #expect(server.connections == 0)
    }

    @Test("Names of loopback", arguments: ["localhost", "LOCALHOST", "localhost.", "127.0.0.1."])
    func names(host: String) async throws {
        let server = try await WebHost()
        #expect(try await client.refusal(of: "http://\(host):\(server.port)/") != nil)
        #expect(server.connections == 0)
    }

    @Test(
        "What can be read in two ways, `PORT` being an open one",
        arguments: [
            // Percent-encoded, beside a name or a password, with signs that look like digits, with signs that end a host elsewhere.
            "http://%31%32%37.0.0.1:PORT/", "http://127.0.0.%31:PORT/", "http://localhost%00.public.test:PORT/", "http://[::1%25lo]:PORT/",
            "http://public.test@127.0.0.1:PORT/", "http://user:word@127.0.0.1:PORT/", "http://public.test:80@127.0.0.1:PORT/",
            "http://@127.0.0.1:PORT/",
            "http://public.test\\@127.0.0.1:PORT/", "http://127.0.0.1:PORT\\@public.test/", "http://127.0.0.1\t:PORT/", "http://127.0.0.1 :PORT/",
            "http://１２７.０.０.１:PORT/", "http://①②⑦.⓪.⓪.①:PORT/", "http://127。0。0。1:PORT/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:PORT/",
            "http://127.0.0.1,public.test:PORT/",
            "HTTP://127.0.0.1:PORT/", "http:127.0.0.1:PORT/", "http:/127.0.0.1:PORT/", "http:///127.0.0.1:PORT/", "http://127.0.0.1:+PORT/",
        ])
    func twoWays(address: String) async throws {
        let server = try await WebHost()
        let refusal = try await client.refusal(of: address.replacing("PORT", with: "\(server.port)"))
        #expect(refusal != nil)
        #expect(server.connections == 0)
    }

    @Test(
        "Other schemes, and what is no address",
        arguments: [
            "file:///etc/passwd", "file://media.test/etc/passwd", "ftp://media.test/a.mp4", "gopher://media.test:70/_GET",
            "dict://media.test:11211/stat",
            "data:video/mp4;base64,AAAA", "javascript:1", "unix:///run/docker.sock", "http+unix://%2Frun%2Fdocker.sock/info",
            "https+unix://%2Frun%2Fdocker.sock/info", "jar:http://media.test/a!/b", "//media.test/a.mp4", "media.test/a.mp4", "/etc/passwd",
            "http://",
            "http:///", "http://:80/", "", " ",
        ])
    func schemes(address: String) async throws {
        let resolver = ScriptedResolver(["media.test": [["127.0.0.1"]]])
        #expect(try await SafeClient.test(resolver).refusal(of: address)?.isFinal == true)
        #expect(resolver.asked == [])
    }

    @Test("A port that there is not", arguments: ["65536", "99999", "4294967376", "0"])
    func port(text: String) async throws {
        let resolver = ScriptedResolver(["media.test": [["127.0.0.1"]]])
        #expect(try await SafeClient.test(resolver).refusal(of: "http://media.test:\(text)/")?.isFinal == true)
        #expect(resolver.asked == [])
    }
}
