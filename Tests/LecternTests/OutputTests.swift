import Foundation
import TestSupport
import Testing

@Suite("Where results are put, through the real programs", .timeLimit(.minutes(5)))
struct OutputTests {
    @Test("An export can go to standard output; chapters that YouTube ignores are told of; Markdown refers to no file")
    func standardOutput() async throws {
        let folder = try TemporaryFolder()
        let clip = folder.path("clip.mp4")
        // Black from the first second on: a finding with a still.
        try FFmpeg.run(
            [
                "-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=25:duration=6", "-f", "lavfi", "-i", "sine=frequency=400:duration=6", "-vf",
                "drawbox=t=fill:c=black:enable='between(t,1,4)'", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac",
            ], to: clip)
        let report = folder.path("report.md")
        let chapters = folder.path("chapters.txt")
        let command = try await LecternCommand([
            "review", clip, "--no-transcript", "--format", "markdown", "--output", report, "--export", "findings.csv=-", "--export",
            "chapters.txt=\(chapters)",
        ])
        #expect(command.status == 0, "\(command.errors)")
        #expect(command.output.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(String(decoding: command.output, as: UTF8.self).contains(",video.black,"))
        #expect(command.errors.contains("chapters.txt: YouTube ignores"))
        #expect(try String(contentsOfFile: chapters, encoding: .utf8).hasPrefix("0:00 "))
        let markdown = try String(contentsOfFile: report, encoding: .utf8)
        #expect(markdown.contains("`video.black`") && !markdown.contains("!["))
        #expect(!FileManager.default.fileExists(atPath: "-"))
    }

    @Test(
        "Only one result goes there",
        arguments: [
            ["--export", "findings.csv=-"], ["--output", "-", "--page", "-"], ["--output", "/dev/null", "--page", "-", "--export", "chapters.txt=-"],
        ])
    func one(options: [String]) async throws {
        let command = try await LecternCommand(["review", "/nowhere/lecture.mp4", "--no-transcript"] + options)
        #expect(command.status == 64)
        #expect(command.errors.contains("Only one result can go to standard output"))
        #expect(command.output.isEmpty)
    }
}
