import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JobQueue
import NIOCore
import ReviewModel
import Storage
import Testing

@Suite("Taking in a recording")
struct MediaRouteTests {
    @Test("The bytes are stored under their hash and the first job waits")
    func put() async throws {
        let fixture = try ServerFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            try await client.execute(uri: path + "/media/Lecture%203.mp4", method: .put, body: ByteBuffer(string: "abc")) { response in
                #expect(response.status == .accepted)
                let source = response.object["source"] as? [String: Any]
                #expect(source?["fileName"] as? String == "Lecture 3.mp4")
                #expect(source?["sha256"] as? String == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                #expect(source?["bytes"] as? Int == 3)
            }
        }
        #expect(try await fixture.queue.claim(.ingest, worker: "w", limit: 5).count == 1)
    }

    @Test(
        "Nothing is kept of an empty or too large body, and no job waits",
        arguments: [("", "empty-body"), (String(repeating: "x", count: 4096), "too-large")])
    func refused(body: String, problem: String) async throws {
        let fixture = try ServerFixture(uploadLimit: 1024)
        try await fixture.test { client in
            let path = try await client.createReview()
            try await client.execute(uri: path + "/media", method: .put, body: ByteBuffer(string: body)) { #expect($0.problem == problem) }
            try await client.execute(uri: path, method: .get) { #expect($0.object["state"] as? String == "awaitingMedia") }
        }
        #expect(fixture.files.isEmpty)
        #expect(try await fixture.queue.claim(.ingest, worker: "w", limit: 5).isEmpty)
    }

    @Test("The same recording again is fine; another one is a conflict")
    func again() async throws {
        try await ServerFixture().test { client in
            let path = try await client.createReview()
            for _ in 0..<2 {
                try await client.execute(uri: path + "/media", method: .put, body: ByteBuffer(string: "abc")) { #expect($0.status == .accepted) }
            }
            try await client.execute(uri: path + "/media", method: .put, body: ByteBuffer(string: "abcd")) { response in
                #expect(response.status == .conflict)
                #expect(response.problem == "has-recording")
            }
        }
    }

    @Test("A part of a recording is not taken for the whole")
    func partial() async throws {
        let fixture = try ServerFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            let range = HTTPFields([HTTPField(name: .contentRange, value: "bytes 100-102/103")])
            try await client.execute(uri: path + "/media", method: .put, headers: range, body: ByteBuffer(string: "abc")) { response in
                #expect(response.problem == "partial-upload")
            }
        }
        #expect(fixture.files.isEmpty)
    }

    @Test("A report before the recording says what to do first")
    func reportTooEarly() async throws {
        try await ServerFixture().test { client in
            let path = try await client.createReview()
            try await client.execute(uri: path + "/report", method: .get) { #expect($0.problem == "nothing-to-report") }
        }
    }

    @Test("A report whose stored form is not understood is made again, and its course is shown all the same")
    func damagedReport() async throws {
        let fixture = try await AccessFixture()
        let (id, path) = (fixture.physics.completed, fixture.physics.path)
        let content = SQLValue.blob(Array(#"{"review": {"version": \#(Report.version)}}"#.utf8))
        _ = try await fixture.queue.database.write { session in
            try session.execute("UPDATE results SET content = ? WHERE review = ? AND kind = 'report'", [content, .text(id)])
        }
        try await fixture.test { client in
            let teacher = fixture.token(.instructor, .physics)
            let response = try await client.send(.get, path + "/report", as: teacher, [.accept: "application/json"])
            #expect(response.status == .ok)
            let codes = (response.object["findings"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
            #expect(codes.contains(FindingCode.audioLoudnessLow.rawValue))
            #expect(try await client.send(.get, "/v1/courses/physics", as: teacher).status == .ok)
        }
    }

    @Test("A report while stages run holds what is known, in the form the client prefers")
    func preliminaryReport() async throws {
        let fixture = try ServerFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            try await client.execute(uri: path + "/media", method: .put, body: ByteBuffer(string: "abc")) { _ in }
            try await client.execute(uri: path + "/report", method: .get) { response in
                #expect((response.object["review"] as? [String: Any])?["state"] as? String == "inProgress")
                let coverage = response.object["coverage"] as? [[String: Any]] ?? []
                #expect(coverage.allSatisfy { $0["state"] as? String == "notRun" } && coverage.count == 4)
            }
            let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
            for (accept, type) in [(browser, "text/html"), ("text/markdown", "text/markdown"), ("*/*", "application/json")] {
                try await client.execute(uri: path + "/report", method: .get, headers: [.accept: accept]) { response in
                    #expect(response.headers[.contentType]?.hasPrefix(type) == true)
                }
            }
        }
    }
}
