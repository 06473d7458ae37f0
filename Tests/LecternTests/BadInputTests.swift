import Foundation
import NIOCore
import ReviewModel
import TestSupport
import Testing

@Suite("Bad input, through the real programs", .timeLimit(.minutes(5)))
struct BadInputTests {
    /// Makes a short talk: bars and a tone.
    private func clip(in folder: TemporaryFolder, _ name: String = "clip.mp4", options: String = "", video: Bool = true, audio: Bool = true) throws
        -> String
    {
        var arguments: [String] = []
        if video { arguments += ["-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=25:duration=4"] }
        if audio { arguments += ["-f", "lavfi", "-i", "sine=frequency=400:sample_rate=48000:duration=4"] }
        arguments += ["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-shortest"] + options.split(separator: " ").map(String.init)
        let path = folder.path(name)
        try FFmpeg.run(arguments, to: path)
        return path
    }

    private func review(_ path: String) async throws -> LecternCommand {
        try await LecternCommand(["review", path, "--format", "json", "--no-transcript"])
    }

    @Test("An empty file, text and a playlist by the name of a recording end in status 65 and one finding with the cause")
    func unreadable() async throws {
        let folder = try TemporaryFolder()
        let playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n/etc/passwd\n#EXT-X-ENDLIST\n"
        for (name, content) in [("empty.mp4", ""), ("text.mp4", "This is a letter, not a lecture.\n"), ("list.mp4", playlist)] {
            let command = try await review(try folder.write(Data(content.utf8), to: name))
            #expect(command.status == 65, "\(name): \(command.errors)")
            let report = try command.report()
            #expect(report.findings.map(\.code) == [.containerUnreadable])
            #expect(report.verdict == .fixRequired)
            #expect(report.coverage.filter { $0.stage != .ingest }.allSatisfy { $0.state == .notRun && $0.reason != nil })
        }
    }

    @Test("A missing file is status 74, an unknown rubric is status 64, a missing program is status 69")
    func statuses() async throws {
        let folder = try TemporaryFolder()
        let path = try clip(in: folder)
        #expect(try await review("/nowhere/lecture.mp4").status == 74)
        #expect(try await review(folder.url.path).status == 74)
        #expect(try await LecternCommand(["review", path, "--no-transcript", "--output", "/proc/report.txt"]).status == 74)
        #expect(try await LecternCommand(["review", path, "--no-transcript", "--output", "/dev/full"]).status == 74)
        let zero = try await LecternCommand(["serve", "--data", folder.path("d")], environment: ["LECTERN_QUEUE_LEASE": "0"])
        #expect(zero.status == 64)
        #expect(zero.errors.contains("queue.lease"))
        #expect(try await LecternCommand(["review", path, "--rubric", "nothing"]).status == 64)
        let command = try await LecternCommand(["review", path], environment: ["LECTERN_MEDIA_EXECUTABLE": "/nowhere/lectern-media"])
        #expect(command.status == 69)
        #expect(command.errors.contains("/nowhere/lectern-media"))
    }

    @Test("A truncated MP4 is reviewed as far as it goes, or refused where its index is gone")
    func truncated() async throws {
        let folder = try TemporaryFolder()
        let front = try Data(contentsOf: URL(filePath: try clip(in: folder, options: "-movflags +faststart")))
        let cut = try await review(try folder.write(front.prefix(front.count * 6 / 10), to: "cut.mp4"))
        #expect(cut.status == 0, "\(cut.errors)")
        let report = try cut.report()
        #expect(report.findings.first?.code == .containerTruncated)

        let behind = try Data(contentsOf: URL(filePath: try clip(in: folder, "behind.mp4")))
        let gone = try await review(try folder.write(behind.prefix(behind.count * 6 / 10), to: "gone.mp4"))
        #expect(gone.status == 65)
        #expect(try gone.report().findings.map(\.code) == [.containerUnreadable])
    }

    @Test("Sound alone and a picture alone are reviewed, and what is missing is named")
    func oneStream() async throws {
        let folder = try TemporaryFolder()
        let sound = try await review(try clip(in: folder, "sound.m4a", video: false))
        #expect(sound.status == 0, "\(sound.errors)")
        #expect(try sound.report().findings.filter { $0.severity == .mustFix }.map(\.code) == [.videoMissing])
        let picture = try await review(try clip(in: folder, "picture.mp4", audio: false))
        #expect(picture.status == 0, "\(picture.errors)")
        #expect(try picture.report().findings.filter { $0.severity == .mustFix }.map(\.code) == [.audioMissing])
    }

    @Test("Over HTTP, a refused recording ends in a report that says why, and a body that breaks off leaves nothing")
    func http() async throws {
        let folder = try TemporaryFolder()
        let server = try await ServerProcess(data: folder.path("data"))
        let path = try await server.submit(try folder.write(Data("No recording at all.".utf8), to: "letter.mp4"))
        let status = try await server.wait(path) { $0.state.isFinal }
        #expect(status.state == .refused)
        #expect(status.problem?.isEmpty == false)
        let report: Report = try await server.get(path + "/report").decode()
        #expect(report.findings.map(\.code) == [.containerUnreadable])

        let other = try await server.create()
        try BrokenUpload.send(port: server.port, path: other + "/media", announced: 1_000_000, sent: 300_000)
        _ = try await server.wait(other) { $0.state == .awaitingMedia }
        let incoming = folder.path("data/incoming")
        var left = ["?"]
        for _ in 0..<200 where !left.isEmpty {
            try await Task.sleep(for: .milliseconds(20))
            left = try FileManager.default.contentsOfDirectory(atPath: incoming)
        }
        #expect(left.isEmpty)
        // The review still takes its recording.
        let whole = try await server.put(other + "/media", ByteBuffer(bytes: Data(contentsOf: URL(filePath: try clip(in: folder)))))
        #expect(whole.status == 202)
        #expect(try await server.wait(other) { $0.state.isFinal }.state == .completed)
    }
}
