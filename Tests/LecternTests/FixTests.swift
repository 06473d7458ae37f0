import Foundation
import ReviewModel
import TestSupport
import Testing

@Suite("lectern fix, with the real programs", .timeLimit(.minutes(5))) struct FixTests {
    @Test("What the script says it mends is gone from its new file, and called fixed; the recording stays as it was")
    func sample() async throws {
        let folder = try TemporaryFolder()
        let lecture = folder.path("Lecture 3, it's new.mp4")
        try FileManager.default.copyItem(atPath: try Products.dependency("media/sample-lecture.mp4"), toPath: lecture)
        let before = try Data(contentsOf: URL(filePath: lecture))
        let output = folder.path("out/mended.mp4")
        let command = try await LecternCommand(["fix", lecture, "--run", "--output", output])
        #expect(command.status == 0, "\(command.errors)")
        let mended = try #require(command.errors.firstMatch(of: /Mended: (.+)/)).1.split(separator: ", ").map(String.init)
        #expect(
            Set(mended).isSuperset(of: ["audio.channel.dead-1", "audio.clipping-1", "audio.truepeak-1", "audio.silence-1", "speech.pause.long-1"]))
        #expect(try Data(contentsOf: URL(filePath: lecture)) == before)

        let script = try String(contentsOfFile: folder.path("Lecture 3, it's new-fixed.sh"), encoding: .utf8)
        #expect(script.contains("#   The right side carries no sound (1:10.0–1:24.0)"))
        #expect(script.contains("# What needs a person:\n#   The picture is black for 3.0 s (1:00.0–1:03.0)"))

        // An independent look at the comparison, without the command's own word for it.
        let again = try await LecternCommand(["review", output, "--previous", lecture, "--format", "json"])
        let report = try again.report()
        let changes = try #require(report.comparison)
        #expect(Set(changes.fixed.map(\.id)).isSuperset(of: mended))
        #expect(report.findings.allSatisfy { !mended.contains($0.id) })
        #expect(changes.new.isEmpty && changes.regressed.isEmpty, "\(changes)")
        // The captions came along, at the times of the new file: 6 s are cut out.
        let probe = try Program("ffprobe", ["-v", "error", "-show_entries", "stream=codec_name:format=duration", "-of", "csv=p=0", output])
        let facts = String(decoding: probe.output, as: UTF8.self).split(separator: "\n")
        #expect(facts.contains("mov_text"))
        #expect(abs((facts.last.flatMap { Double($0) } ?? 0) - 86) < 0.2)
    }

    @Test("Where nothing can be mended it says so, and writes nothing")
    func nothing() async throws {
        let folder = try TemporaryFolder()
        let clip = folder.path("clip.mp4")
        // Too deep for a phone's speaker, and otherwise as it should be: that takes another microphone.
        try FFmpeg.run(
            "-f lavfi -i testsrc2=s=1280x720:r=25:d=6 -f lavfi -i sine=f=220:d=6 -c:v libx264 -preset ultrafast -c:a aac -movflags +faststart",
            to: clip)
        let command = try await LecternCommand(["fix", clip, "--no-transcript", "--script", folder.path("fix.sh")])
        #expect(command.status == 0)
        #expect(command.errors.contains("Nothing in \(clip) can be mended by a script."))
        #expect(!FileManager.default.fileExists(atPath: folder.path("fix.sh")))
    }
}
