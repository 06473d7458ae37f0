import Foundation
import ReviewModel
import TestSupport
import Testing

@Suite("Rubrics of one's own, by the real program")
struct RubricCommandTests {
    private struct Mistake: CustomTestStringConvertible {
        var yaml: String
        /// Words that the message must have.
        var words: [String]

        var testDescription: String { words.joined(separator: " ") }
    }

    private static let mistakes = [
        Mistake(yaml: "", words: ["empty", "name:"]),
        Mistake(yaml: "name: [\n", words: ["YAML"]),
        Mistake(yaml: "- a\n", words: [":1:", "begins with 'name: ...'"]),
        Mistake(yaml: "summary: x\n", words: ["no name"]),
        Mistake(yaml: "name: broadcast\n", words: ["built-in"]),
        Mistake(yaml: "name: Our School\n", words: ["small letters"]),
        Mistake(yaml: "name: own\nname: two\n", words: ["duplicated", "name"]),
        Mistake(yaml: "name: own\ncolour: red\n", words: [":2:", "no key 'colour'"]),
        Mistake(yaml: "name: own\nbased-on: lectures\n", words: [":2:", "lecture, marketplace"]),
        Mistake(yaml: "name: own\nsettings: loud\n", words: [":2:", "'settings'"]),
        Mistake(yaml: "name: own\nsettings:\n  audio.loudnes.low: -19\n", words: [":3:", "Did you mean 'audio.loudness.low'?"]),
        Mistake(yaml: "name: own\nsettings:\n  audio.loudness.low: quiet\n", words: [":3:", "number", "LUFS"]),
        Mistake(yaml: "name: own\nsettings:\n  video.frozen.area: 3\n", words: [":3:", "from 0.0 to 1.0"]),
        Mistake(yaml: "name: own\nsettings:\n  audio.loudness.low: -10\n", words: ["below audio.loudness.high"]),
        Mistake(yaml: "name: own\nsettings:\n  audio.loudness.target: -30\n", words: ["must lie between"]),
        Mistake(yaml: "name: own\nseverity:\n  video.black: bad\n", words: [":3:", "must-fix, should-fix or advice"]),
        Mistake(yaml: "name: own\nseverity:\n  video.blak: advice\n", words: [":3:", "'video.black'"]),
        Mistake(yaml: "name: own\noff: video.black\n", words: [":2:", "must be a list"]),
        Mistake(yaml: "name: own\noff: [video.blak]\n", words: [":2:", "'video.black'"]),
    ]

    @Test("Each mistake in a file is named with its line and the way out", arguments: mistakes)
    private func mistake(_ mistake: Mistake) async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Data(mistake.yaml.utf8), to: "own.yaml")
        let command = try await LecternCommand(["rubric", "check", path])
        #expect(command.status == 64)
        #expect(command.errors.contains(path))
        for word in mistake.words { #expect(command.errors.contains(word), "\(command.errors)") }
    }

    @Test("Every mistake of a file is named at once, in order")
    func several() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Data("name: own\ncolour: red\nsettings:\n  a: 1\n  b: 2\n".utf8), to: "own.yaml")
        let lines = try await LecternCommand(["rubric", "check", path]).errors.split(separator: "\n")
        #expect(lines.map { $0.split(separator: ":")[1] } == ["2", "4", "5"])
    }

    @Test("What 'show' prints is a file that 'check' accepts and 'review' judges by")
    func roundTrip() async throws {
        let folder = try TemporaryFolder()
        let shown = try await LecternCommand(["rubric", "show", "broadcast"])
        #expect(shown.status == 0)
        var yaml = String(decoding: shown.output, as: UTF8.self).replacing("name: broadcast", with: "name: own")
        yaml = yaml.replacing("video.resolution.width: 1920", with: "video.resolution.width: 100")
        let path = try folder.write(Data((yaml + "off: [audio.missing]\n").utf8), to: "own.yaml")
        #expect(try await LecternCommand(["rubric", "check", path]).status == 0)
        let clip = folder.path("clip.mp4")
        try FFmpeg.run("-f lavfi -i testsrc2=size=640x360:rate=25:duration=2 -c:v libx264 -preset ultrafast", to: clip)
        let report = try await LecternCommand(["review", clip, "--no-transcript", "--rubric", path, "--format", "json"]).report()
        #expect(report.review.rubric == "own")
        let small = try #require(report.findings.first { $0.code == .videoResolutionLow })
        #expect(small.threshold?.value == 1080)
        #expect(!report.findings.contains { $0.code == .audioMissing })
    }
}
