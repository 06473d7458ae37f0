import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Server

@Suite("Prefer: wait") struct PreferenceTests {
    private static func preference(_ header: String?) -> Preference? {
        var headers = HTTPFields()
        headers[HTTPField.Name("Prefer")!] = header
        return Preference(
            Request(
                head: HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/", headerFields: headers),
                body: RequestBody(buffer: ByteBuffer())))
    }

    @Test(
        "Whole seconds, beside other preferences, quoted or with parameters",
        arguments: [
            ("wait=1", 1), ("wait=60", 60), ("Wait=10", 10), ("wait = 10", 10), ("wait=\"10\"", 10), ("respond-async, wait=10", 10),
            ("wait=10, respond-async", 10), ("wait=10; foo=bar", 10), ("return=minimal;wait=5, wait=10", 10), ("wait=x, wait=10", 10),
        ])
    func understood(header: String, seconds: Int) {
        #expect(Self.preference(header)?.wait == seconds)
        #expect(Self.preference(header)?.applied == "wait=\(seconds)")
    }

    @Test("No wait is longer than a minute", arguments: ["wait=61", "wait=3600", "wait=9223372036854775807"])
    func longest(header: String) {
        #expect(Self.preference(header)?.wait == 60)
    }

    @Test(
        "What is not understood is as good as nothing",
        arguments: [
            nil, "", "wait", "wait=", "wait=0", "wait=-5", "wait=1.5", "wait=1e3", "wait=soon", "wait=10s", "waiting=10", "await=10",
            "return=minimal;wait=5", "wait=99999999999999999999", "=10", ";", ",", "wait;=10",
        ])
    func ignored(header: String?) {
        #expect(Self.preference(header) == nil)
    }
}
