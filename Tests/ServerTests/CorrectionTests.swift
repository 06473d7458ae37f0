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
            (#"{"segments": [{"index": 0, "text": "x"}, {"index": 0, "text": "y"}]}"#, 422, "segment"),
            (#"{"segments": [{"index": 0, "text": "x", "was": 1}]}"#, 400, "invalid-json"),
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

    @Test("Who corrects other words than those that stand there is shown these, and nothing of the request is kept")
    func changedMeanwhile() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let (secret, path) = (fixture.token(.instructor, .physics), fixture.physics.path + "/transcript")
            func put(_ text: String, over was: String) async throws -> TestResponse {
                try await client.send(.put, path, as: secret, body: #"{"segments": [{"index": 0, "text": "\#(text)", "was": "\#(was)"}]}"#)
            }
            #expect(try await put("Hello, world.", over: " Hello.\\n").status == .ok)
            let late = try await put("Hello, you.", over: "Hello.")
            #expect(late.status == .conflict && late.problem == "transcript-changed")
            let segments = late.object["segments"] as? [[String: Any]]
            #expect(segments?.count == 1 && segments?.first?["index"] as? Int == 0 && segments?.first?["text"] as? String == "Hello, world.")
            #expect(try await client.send(.get, path + ".txt", as: secret).content == "Hello, world.\n")
            #expect(try await put("", over: "Hello, world.").status == .ok)
            #expect(try await put("Hello, you.", over: "Hello, world.").problem == "transcript-changed")
            #expect(try await put("Hello, you.", over: "").status == .ok)
            #expect(try await client.send(.get, path + ".txt", as: secret).content == "Hello, you.\n")
        }
    }

    @Test("The report counts the words as they were corrected, by whatever way it is asked for, and has another tag then")
    func counted() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let (secret, path) = (fixture.token(.instructor, .physics), fixture.physics.path)
            /// A query makes a request one for the router; without one it is answered ahead of it.
            func report(_ query: String = "", language: String = "en") async throws -> (words: Int?, tag: String?) {
                let answer = try await client.send(.get, path + "/report" + query, as: secret, [.acceptLanguage: language])
                return ((answer.object["transcript"] as? [String: Any])?["words"] as? Int, answer.headers[.eTag])
            }
            var tags: Set<String?> = []
            for (text, words) in [("Hello.", 1), ("Hello, dear world.", 3), ("", 0), ("Hello.", 1)] {
                let body = #"{"segments": [{"index": 0, "text": "\#(text)"}]}"#
                #expect(try await client.send(.put, path + "/transcript", as: secret, body: body).status == .ok)
                let (routed, polled, german) = (try await report("?by=router"), try await report(), try await report(language: "de"))
                #expect(routed.words == words && polled.words == words && german.words == words, "\(text)")
                #expect(routed.tag == polled.tag)
                tags.insert(routed.tag)
            }
            #expect(tags.count == 4)
        }
    }

    @Test("Of several that correct the same words at once one is kept, and the others are told")
    func atOnce() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let (secret, path) = (fixture.token(.instructor, .physics), fixture.physics.path + "/transcript")
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        let body = #"{"segments": [{"index": 0, "text": "Hello \#(number).", "was": "Hello."}]}"#
                        return try await client.send(.put, path, as: secret, body: body).status.code
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.sorted() == [200] + Array(repeating: 409, count: 7))
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
