import Foundation
import ReviewModel
import TestSupport
import Testing

@testable import Feedback

/// The repair script, run as an instructor would: it mends what it says, and nothing that is there is lost by it.
@Suite struct RepairScripts {
    /// Six seconds with a marked picture and a click at each whole second, black in between for as long as the ranges last.
    private static func makeLecture(_ name: String, black: [TimeRange] = [], in folder: TemporaryFolder) throws {
        let dark = black.map { "drawbox=c=black:t=fill:enable='gte(t,\($0.start))*lt(t,\($0.end))'," }.joined()
        try FFmpeg.run(
            [
                "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=6", "-f", "lavfi", "-i", "aevalsrc='0.1*sin(2*PI*440*t)':d=6:s=48000",
                "-vf", dark + "format=yuv420p", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac",
            ], to: folder.path(name))
    }

    private static func script(
        _ findings: [Finding], on name: String, media: MediaInfo = media(), transcript: Transcript? = nil
    ) throws -> RepairScript {
        var review = Review(id: "rv", title: "Lecture", createdAt: 0)
        review.media = media
        review.source = Review.Source(fileName: name, bytes: 1, sha256: "")
        let report = ReportMaker(review: review, findings: findings, transcript: transcript).report()
        return try #require(RepairScript(report: report, review: review, findings: findings, transcript: transcript, captions: transcript))
    }

    private static func media(sounds: Int = 1, subtitles: Int = 0, transfer: String? = nil, hasPicture: Bool = true) -> MediaInfo {
        MediaInfo(
            container: "mov,mp4,m4a,3gp,3g2,mj2", duration: 6, bytes: 1,
            video: hasPicture ? .init(codec: "h264", width: 320, height: 180, frameRate: 25, colorTransfer: transfer) : nil,
            audio: .init(position: 0, codec: "aac", sampleRate: 48_000, channels: 1), subtitleStreams: subtitles, soundStreams: sounds)
    }

    private static let quiet = Finding(.audioLoudnessLow, .shouldFix, measured: Quantity(-26, .loudness), confidence: 1, facts: ["gain": 10])

    private static func run(_ script: RepairScript, _ arguments: [String], in folder: TemporaryFolder, before: String = "") throws -> Program {
        let place = folder.path("mend.sh")
        try Data(script.text().utf8).write(to: URL(filePath: place))
        let words = arguments.map { ShellWord($0).text }.joined(separator: " ")
        return try Program("sh", ["-c", "cd \(ShellWord(folder.path("")).text) && \(before) sh mend.sh \(words)"])
    }

    @Test func theRecordingIsReplacedByNoPathToIt() throws {
        let folder = try TemporaryFolder()
        try Self.makeLecture("a.mp4", in: folder)
        let before = try Data(contentsOf: URL(filePath: folder.path("a.mp4")))
        try FileManager.default.createSymbolicLink(atPath: folder.path("link.mp4"), withDestinationPath: "a.mp4")
        try FileManager.default.linkItem(atPath: folder.path("a.mp4"), toPath: folder.path("hard.mp4"))
        let script = try Self.script([Self.quiet], on: "a.mp4")
        for name in ["./a.mp4", folder.path("a.mp4"), "link.mp4", "hard.mp4"] {
            let run = try Self.run(script, ["-f", "a.mp4", name], in: folder)
            #expect(run.status == 64 && run.errors.contains("would replace the recording"), "\(name): \(run.errors)")
        }
        #expect(try Data(contentsOf: URL(filePath: folder.path("a.mp4"))) == before)
    }

    @Test func whatIsThereIsReplacedOnlyIfAskedTo() throws {
        let folder = try TemporaryFolder()
        try Self.makeLecture("a.mp4", in: folder)
        try Data("precious".utf8).write(to: URL(filePath: folder.path("a-fixed.mp4")))
        let script = try Self.script([Self.quiet], on: "a.mp4")
        let refused = try Self.run(script, [], in: folder)
        #expect(refused.status == 73 && refused.errors.contains("a-fixed.mp4 is there already"))
        #expect(try Data(contentsOf: URL(filePath: folder.path("a-fixed.mp4"))) == Data("precious".utf8))
        let forced = try Self.run(script, ["-f"], in: folder)
        #expect(forced.status == 0, "\(forced.errors)")
        #expect(try Data(contentsOf: URL(filePath: folder.path("a-fixed.mp4"))).count > 10_000)
        #expect(try Self.run(script, ["a.mp4", "other.avi"], in: folder).status == 64)
    }

    @Test(arguments: [("ebur128", 74), ("libx264|aac", 7)])
    func aFailureLeavesNothing(at sign: String, status: Int32) throws {
        let folder = try TemporaryFolder()
        try Self.makeLecture("a.mp4", in: folder)
        // Does the work, and fails: as on a full disk, half a file is there by then.
        let stub = """
            #!/bin/sh
            PATH=${PATH#*:} ffmpeg "$@"
            if echo "$*" | grep -Eq '\(sign)'; then exit 7; fi
            """
        try FileManager.default.createDirectory(atPath: folder.path("bin"), withIntermediateDirectories: true)
        try Data(stub.utf8).write(to: URL(filePath: folder.path("bin/ffmpeg")))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path("bin/ffmpeg"))
        let run = try Self.run(try Self.script([Self.quiet], on: "a.mp4"), [], in: folder, before: "PATH=\"$PWD/bin:$PATH\"")
        #expect(run.status == status, "\(run.errors)")
        #expect(Set(try FileManager.default.contentsOfDirectory(atPath: folder.path(""))) == ["a.mp4", "bin", "mend.sh"])
    }

    @Test(arguments: ["-lead $(touch pwned).mp4", "a:b 'c' \"d\".mp4", "line\u{2028}end.mp4"])
    func noNameIsACommand(name: String) throws {
        let folder = try TemporaryFolder()
        try Self.makeLecture("clip.mp4", in: folder)
        try FileManager.default.moveItem(atPath: folder.path("clip.mp4"), toPath: folder.path(name))
        let script = try Self.script([Self.quiet], on: name)
        let run = try Self.run(script, [name], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(FileManager.default.fileExists(atPath: folder.path(script.outputName)))
        #expect(!FileManager.default.fileExists(atPath: folder.path("pwned")))
    }

    @Test func aLineEndInANameIsNoLineOfTheScript() throws {
        let script = try Self.script([Self.quiet], on: "a\ntouch pwned\n.mp4").text()
        #expect(!script.split(separator: "\n").contains { $0.hasPrefix("touch") })
    }

    @Test func soundAndPictureStayTogetherOverManyCuts() throws {
        let folder = try TemporaryFolder()
        // Black from picture to picture, and once between two.
        let black = [0.52, 1.6, 2.4, 3.21, 4.4].map { TimeRange(start: $0, end: $0 + 0.48) }
        try Self.makeLecture("a.mp4", black: black, in: folder)
        let findings = [Finding(.videoBlack, .mustFix, ranges: black, confidence: 1)]
        let script = try Self.script(findings, on: "a.mp4", transcript: Transcript(language: "en", engine: "none", segments: [], speech: []))
        let run = try Self.run(script, [], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let probe = try Program(
            "ffprobe", ["-v", "error", "-show_entries", "stream=duration", "-of", "csv=p=0", folder.path("a-fixed.mp4")])
        let lengths = String(decoding: probe.output, as: UTF8.self).split(separator: "\n").compactMap { Double($0) }
        try #require(lengths.count == 2)
        #expect(abs(lengths[0] - 3.6) < 0.001 && abs(lengths[1] - 3.6) < 0.022, "\(lengths)")
        // A single picture may be left of a range that begins between two.
        let left = try Program("ffmpeg", ["-i", folder.path("a-fixed.mp4"), "-vf", "blackdetect=d=0.06", "-an", "-f", "null", "-"])
        #expect(!left.errors.contains("black_start"))
    }

    @Test func silenceIsCutOnlyWhereNothingMoves() throws {
        let silence = Finding(.audioSilence, .shouldFix, ranges: [TimeRange(start: 1, end: 5)], confidence: 1)
        let pause = Finding(.speechPauseLong, .advice, ranges: [TimeRange(start: 1.2, end: 5)], confidence: 1)
        func removed(_ findings: [Finding], _ media: MediaInfo) -> [TimeRange] {
            RepairPlan(IdentifiedFinding.all(findings), fileName: "a.mp4", media: media, rubric: .lecture, transcript: nil).cuts.removed
        }
        #expect(removed([silence], Self.media()).isEmpty)
        #expect(removed([silence, pause], Self.media()) == [TimeRange(start: 1.72, end: 4.52)])
        #expect(removed([silence], Self.media(hasPicture: false)) == [TimeRange(start: 1.5, end: 4.5)])
        // What else the recording holds would keep its times.
        #expect(removed([silence, pause], Self.media(sounds: 2)).isEmpty)
        #expect(removed([silence, pause], Self.media(subtitles: 1)).isEmpty)
        #expect(removed([silence, pause], Self.media(transfer: "smpte2084")).isEmpty)
    }

    @Test func theReviewedSoundIsMendedAndTheOthersAreKept() throws {
        let folder = try TemporaryFolder()
        try FFmpeg.run(
            [
                "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=3", "-f", "lavfi", "-i", "sine=f=300:d=3", "-f", "lavfi", "-i",
                "aevalsrc='0.01*sin(2*PI*440*t)':d=3", "-map", "0", "-map", "1", "-map", "2", "-metadata:s:a:0", "language=deu", "-c:v", "libx264",
                "-preset", "ultrafast", "-c:a", "aac",
            ], to: folder.path("a.mp4"))
        var media = Self.media(sounds: 2)
        media.audio?.position = 1
        let run = try Self.run(try Self.script([Self.quiet], on: "a.mp4", media: media), [], in: folder)
        #expect(run.status == 0 && !run.errors.contains("Multiple"), "\(run.errors)")
        let probe = try Program(
            "ffprobe",
            [
                "-v", "error", "-select_streams", "a", "-show_entries", "stream_disposition=default:stream_tags=language", "-of", "csv=p=0",
                folder.path("a-fixed.mp4"),
            ])
        #expect(String(decoding: probe.output, as: UTF8.self).split(separator: "\n") == ["1,und", "0,deu"])
        let volume = try Program("ffmpeg", ["-i", folder.path("a-fixed.mp4"), "-map", "0:a:0", "-af", "ebur128", "-f", "null", "-"])
        let loudness = try #require(volume.errors.matches(of: /I:\s+(-?[\d.]+) LUFS/).last.flatMap { Double($0.1) })
        #expect(abs(loudness + 16) < 1)
    }
}
