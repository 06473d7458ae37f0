import Hummingbird
import HummingbirdTesting
import JobQueue
import ReviewModel
import Storage
import Testing

@testable import Server

@Suite("The script that mends a recording", .timeLimit(.minutes(1))) struct RepairRouteTests {
    /// A review that has ended with some findings.
    private static func review(
        _ findings: [Finding], transcript: Transcript? = nil, in fixture: ServerFixture, _ client: any TestClientProtocol
    ) async throws -> String {
        let path = try await client.createReview(#"{"title": "Optics"}"#)
        let id = String(path.split(separator: "/").last ?? "")
        let media = MediaInfo(
            container: "mov,mp4,m4a,3gp,3g2,mj2", duration: 60, bytes: 9,
            video: .init(codec: "h264", width: 1280, height: 720, frameRate: 25), audio: .init(codec: "aac", sampleRate: 48_000, channels: 2))
        let heard = transcript.map { [StageResult.transcript($0)] } ?? []
        let results = try ([StageResult.findings(findings, by: .quality)] + heard).map { try $0.encoded() }
        let source = Review.Source(Arrival(way: .put, fileName: "Optics 3; rm -rf.mp4"), bytes: 9, sha256: String(repeating: "a", count: 64), at: 1)
        try await fixture.queue.database.write { session in
            try ReviewStore.setSource(source, of: id, session)
            try ReviewStore.setMedia(media, of: id, session)
            for result in results { try ResultStore.save(result, of: id, session) }
            try ReviewStore.end([.init(review: id, state: .completed, completedAt: 2)], session)
            try ChangeLog.touch([id], session)
        }
        _ = try await fixture.service.refresh(id)
        return path
    }

    @Test("It is made of what was found, and known by its tag")
    func made() async throws {
        let fixture = try ServerFixture()
        let loud = Finding(.audioLoudnessLow, .shouldFix, measured: Quantity(-26, .loudness), confidence: 1, facts: ["gain": 10])
        try await fixture.test { client in
            let path = try await Self.review(
                [loud, Finding(.videoFrozen, .mustFix, ranges: [TimeRange(start: 3, end: 9)], confidence: 1)], in: fixture, client)
            let answer = try await client.call(.get, path + "/fix.sh")
            #expect(answer.status == .ok)
            #expect(answer["Content-Type"] == "text/x-shellscript; charset=utf-8")
            #expect(answer["Content-Disposition"]?.hasPrefix("attachment; filename=") == true)
            #expect(answer.content.hasPrefix("#!/bin/sh\n"))
            #expect(answer.content.contains("input=${1:-\"Optics 3; rm -rf.mp4\"}\n"))
            #expect(answer.content.contains("#   The sound is 10 dB too quiet\n# What needs a person:\n#   A moving picture stands still"))
            #expect(try await client.call(.get, path + "/fix.sh", ["If-None-Match": answer["ETag"] ?? ""]).status == .notModified)
        }
    }

    @Test("It cuts what the report says that it cuts, though somebody corrected the words there, and its captions say what they made of them")
    func corrected() async throws {
        let fixture = try ServerFixture()
        func segment(_ text: String, at start: Double) -> Transcript.Segment {
            let range = TimeRange(start: start, end: start + 1)
            return Transcript.Segment(range: range, words: [Transcript.Word(text: text, range: range, confidence: 1)])
        }
        let transcript = Transcript(language: "en", engine: "test", segments: [segment("Hum.", at: 4), segment("Bye.", at: 20)], speech: [])
        let findings = [
            Finding(.audioLoudnessLow, .shouldFix, measured: Quantity(-26, .loudness), confidence: 1, facts: ["gain": 10]),
            Finding(.videoBlack, .mustFix, ranges: [TimeRange(start: 3, end: 9)], measured: Quantity(6, .seconds), confidence: 1),
        ]
        try await fixture.test { client in
            let path = try await Self.review(findings, transcript: transcript, in: fixture, client)
            let corrections = #"{"segments": [{"index": 0, "text": ""}, {"index": 1, "text": "Goodbye."}]}"#
            #expect(try await client.call(.put, path + "/transcript", body: corrections).status == .ok)
            let plan = try await client.call(.get, path + "/report").object["plan"] as? [String: Any]
            let scripted = (plan?["items"] as? [[String: Any]])?.filter { $0["isScripted"] as? Bool == true }
            #expect(scripted?.flatMap { $0["findings"] as? [String] ?? [] } == ["audio.loudness.low-1"])
            let script = try await client.call(.get, path + "/fix.sh").content
            #expect(script.contains("# What needs a person:\n#   The picture is black"))
            #expect(!script.contains("select="))
            #expect(script.contains("Goodbye.") && !script.contains("Hum."))
        }
    }

    @Test("Where it could mend nothing, or the review goes on, it says so")
    func refused() async throws {
        let fixture = try ServerFixture()
        try await fixture.test { client in
            let frozen = Finding(.videoFrozen, .mustFix, ranges: [TimeRange(start: 3, end: 9)], confidence: 1)
            let nothing = try await client.call(.get, try await Self.review([frozen], in: fixture, client) + "/fix.sh")
            #expect(nothing.status == .notFound && nothing.problem == "nothing-to-mend")
            let path = try await client.createReview()
            let early = try await client.call(.get, path + "/fix.sh")
            #expect(early.status == .conflict && early.problem == "nothing-to-report")
        }
    }
}
