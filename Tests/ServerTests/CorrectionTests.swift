import HTTPTypes
import HummingbirdTesting
import ReviewModel
import Storage
import Testing

@testable import Server

@Suite("Corrections of a transcript") struct CorrectionTests {
    @Test("Captions, the transcript and the page say what was corrected, until it is taken back")
    func correct() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let (secret, path) = (fixture.token(.instructor, .physics), fixture.physics.path)
            let before = try await client.send(.get, path + "/report", as: secret).headers[.eTag]
            let answer = try await client.send(
                .put, path + "/transcript", as: secret, body: #"{"segments": [{"index": 0, "text": " Hello,\n <world>. "}]}"#)
            #expect(answer.status == .ok)
            #expect(((answer.object["segments"] as? [[String: Any]])?.first?["text"]) as? String == "Hello, <world>.")
            for format in ["vtt", "srt", "txt"] {
                let text = try await client.send(.get, path + "/transcript." + format, as: secret).content
                #expect(text.contains("Hello,") && !text.contains("Hello."), "\(format)")
            }
            let page = try await client.page("/reviews/\(fixture.physics.completed)", as: secret)
            #expect(page.html.contains("Hello, &lt;world&gt;.") && page.html.contains("class=\"corrected\""))
            #expect(try await client.send(.get, path + "/report", as: secret).headers[.eTag] != before)
            let back = try await client.send(.put, path + "/transcript", as: secret, body: #"{"segments": [{"index": 0}]}"#)
            #expect((back.object["segments"] as? [Any])?.isEmpty == true)
            #expect(try await client.send(.get, path + "/transcript.txt", as: secret).content == "Hello.\n")
        }
    }

    @Test(
        "What cannot be corrected changes nothing",
        arguments: [
            ("", 400, "empty-body"), (#"{"segments": []}"#, 400, "empty-body"), (#"{"segments": [{"text": "x"}]}"#, 400, "invalid-json"),
            (#"{"segments": [{"index": 1, "text": "x"}]}"#, 422, "segment"), (#"{"segments": [{"index": -1, "text": "x"}]}"#, 422, "segment"),
            (#"{"segments": [{"index": 0, "text": "\u0000"}]}"#, 422, "nul"), (#"{"words": []}"#, 400, "unknown-key"),
        ])
    func refuse(body: String, status: Int, problem: String) async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let (secret, path) = (fixture.token(.instructor, .physics), fixture.physics.path)
            let answer = try await client.send(.put, path + "/transcript", as: secret, body: body)
            #expect(answer.status.code == status && answer.problem == problem)
            #expect(try await client.send(.get, path + "/transcript.txt", as: secret).content == "Hello.\n")
        }
    }

    @Test("Without a transcript there is nothing to correct")
    func none() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let path = "/v1/reviews/\(fixture.physics.running)/transcript"
            let answer = try await client.send(
                .put, path, as: fixture.token(.instructor, .physics), body: #"{"segments": [{"index": 0, "text": "x"}]}"#)
            #expect(answer.status == .conflict && answer.problem == "not-ready")
        }
    }
}
