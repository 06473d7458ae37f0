import Foundation
import NIOCore
import ReviewModel
import TestSupport
import Testing

/// The sample lecture uploaded again after changes that instructors make, through the real service.
@Suite("A lecture uploaded again", .timeLimit(.minutes(5))) struct ReuploadTests {
    private struct Upload {
        let path: String
        let report: Report
    }

    private static func upload(_ file: String, to server: ServerProcess, replaces: String? = nil) async throws -> Upload {
        let replaced = replaces.map { #", "replaces": "\#($0)""# } ?? ""
        let wish = #"{"title": "Sample", "course": "demo", "transcribe": false\#(replaced)}"#
        let path = try await server.submit(file, json: wish)
        let status = try await server.wait(path) { $0.state.isFinal }
        try #require(status.state == .completed, "\(status)")
        return Upload(path: path, report: try await server.get(path + "/report").decode())
    }

    private static func respond(_ answer: String, to id: String, of upload: Upload, _ server: ServerProcess) async throws {
        let body = ByteBuffer(string: #"{"state": "\#(answer)", "note": "As it should be"}"#)
        #expect(try await server.put("\(upload.path)/findings/\(id)/response", body).status == 200)
    }

    @Test("Trimmed by 7 s, re-encoded, at another level: what remains is known again, once, and stays dismissed")
    func trimmed() async throws {
        let folder = try TemporaryFolder()
        let sample = try Products.dependency("media/sample-lecture.mp4")
        let trimmed = folder.path("again.mp4")
        try FFmpeg.run("-ss 7 -i \(sample) -vf scale=1280:-2 -c:v libx264 -preset veryfast -crf 28 -af volume=-4dB -c:a aac -b:a 128k", to: trimmed)
        let server = try await ServerProcess(data: folder.path("data"))
        let first = try await Self.upload(sample, to: server)
        #expect(first.report.comparison == nil)
        #expect(first.report.findings.allSatisfy { $0.since == nil })
        let places = ["video.black-1": 60.0, "video.frozen-1": 26, "audio.silence-1": 42, "audio.channel.dead-1": 70]
        #expect(Set(places.keys).isSubset(of: first.report.findings.map(\.id)))
        try await Self.respond("dismissed", to: "audio.silence-1", of: first, server)
        try await Self.respond("fixed", to: "video.black-1", of: first, server)

        // The same course and title: nobody has to say that it is the same lecture.
        let second = try await Self.upload(trimmed, to: server)
        let changes = try #require(second.report.comparison)
        #expect("/v1/reviews/" + changes.previousReview == first.path)
        #expect(changes.pieces.count == 1)
        #expect(abs(try #require(changes.pieces.first).shift + 7) < 0.25)
        // Every finding stands in one list, once.
        let listed = changes.remaining + changes.new + changes.regressed
        #expect(listed.sorted() == second.report.findings.map(\.id).sorted())
        #expect(Set(listed).count == listed.count)
        for (id, start) in places {
            let item = try #require(second.report.findings.first { $0.id == id })
            #expect(item.since == (id == "video.black-1" ? .regressed : .remaining), "\(id)")
            #expect(abs((item.ranges.first?.start ?? 0) - (start - 7)) < 0.5, "\(id)")
        }
        // Each earlier finding is there again or fixed.
        #expect(Set(changes.fixed.map(\.id) + changes.remaining + changes.regressed).isSuperset(of: first.report.findings.map(\.id)))
        let answers = second.report.findings.filter { $0.response != nil }
        #expect(answers.map(\.id) == ["audio.silence-1"])
        #expect(answers.first?.response?.state == .dismissed)
        #expect(answers.first?.response?.note == "As it should be")
    }

    @Test("A middle that was cut out, and a fault that was mended")
    func edited() async throws {
        let folder = try TemporaryFolder()
        let sample = try Products.dependency("media/sample-lecture.mp4")
        let edited = folder.path("edited.mp4")
        // The muted stretch is cut out, and the dead side filled.
        let graph =
            "[0:v]select='not(between(t,42,49))',setpts=N/FRAME_RATE/TB[v];"
            + "[0:a]pan=stereo|c0=c0|c1=c0,aselect='not(between(t,42,49))',asetpts=N/SR/TB[a]"
        try FFmpeg.run(
            ["-i", sample, "-filter_complex", graph, "-map", "[v]", "-map", "[a]", "-c:v", "libx264", "-preset", "veryfast", "-c:a", "aac"],
            to: edited)
        let server = try await ServerProcess(data: folder.path("data"))
        let first = try await Self.upload(sample, to: server)
        let second = try await Self.upload(edited, to: server, replaces: String(first.path.split(separator: "/").last ?? ""))
        let changes = try #require(second.report.comparison)
        #expect(changes.pieces.map { ($0.shift / 7).rounded() } == [0, -1])
        #expect(Set(changes.fixed.map(\.id)).isSuperset(of: ["audio.silence-1", "audio.channel.dead-1"]))
        #expect(Set(changes.remaining).isSuperset(of: ["video.black-1", "video.frozen-1"]))
        let black = try #require(second.report.findings.first { $0.id == "video.black-1" })
        #expect(abs((black.ranges.first?.start ?? 0) - 53) < 0.5)
    }

    @Test("Another lecture of the same title is compared with nothing")
    func namesake() async throws {
        let folder = try TemporaryFolder()
        let other = folder.path("other.mp4")
        try FFmpeg.run(
            "-f lavfi -i testsrc2=s=1280x720:r=25:d=40 -f lavfi -i anoisesrc=d=40:c=pink:seed=3 -c:v libx264 -preset ultrafast -c:a aac", to: other)
        let server = try await ServerProcess(data: folder.path("data"))
        _ = try await Self.upload(try Products.dependency("media/sample-lecture.mp4"), to: server)
        #expect(try await Self.upload(other, to: server).report.comparison == nil)
    }

    @Test("An earlier review that does not exist is refused before anything is sent")
    func unknown() async throws {
        let folder = try TemporaryFolder()
        let server = try await ServerProcess(data: folder.path("data"))
        let answer = try await server.post("/v1/reviews", json: #"{"replaces": "01k1qz8v3m7t2r9d4h6n5p8s0w"}"#)
        #expect(answer.status == 404)
        #expect(String(buffer: answer.body).contains("review-not-found"))
    }
}
