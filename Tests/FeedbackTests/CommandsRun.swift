import Foundation
import ReviewModel
import Testing

@testable import Feedback

/// The commands, given to a shell as an instructor would: they repair what they say.
@Suite struct CommandsRun {
    @Test func loudnessReachesTheTarget() throws {
        try Self.inFolder { folder in
            let name = "a $(touch pwned) 'b'.mp4"
            try Self.makeClip(name, sound: "anoisesrc=c=pink:a=0.08:seed=7:d=3:r=48000,aformat=channel_layouts=stereo", in: folder)
            let before = try Self.loudness(of: name, in: folder)
            let finding = Finding(.audioLoudnessLow, .shouldFix, measured: Quantity(before, .loudness), confidence: 1)
            try Self.run(finding, on: name, in: folder)
            let after = try Self.loudness(of: "a $(touch pwned) 'b'-louder.mp4", in: folder)
            #expect(before < -25)
            #expect(abs(after - Rubric.lecture[.loudnessTarget]) < 1)
            #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("pwned").path))
        }
    }

    @Test func aDeadSideIsFilled() throws {
        try Self.inFolder { folder in
            try Self.makeClip("a.mp4", sound: "sine=440:d=3:r=48000,pan=stereo|c0=c0|c1=0*c0", in: folder)
            try Self.run(Finding(.audioChannelDead, .mustFix, confidence: 1, facts: ["channel": 1]), on: "a.mp4", in: folder)
            let right = try Self.output("ffmpeg -i a-both-sides.mp4 -af pan=mono\\|c0=c1,volumedetect -f null -", in: folder)
            #expect(try Self.meanVolume(right) > -30)
        }
    }

    @Test(arguments: [FindingCode.audioChannelDead, .audioSilence])
    func aSideIsFilledWhereItIsSilent(code: FindingCode) throws {
        try Self.inFolder { folder in
            // The right side has a tone of its own, but for the second in the middle.
            try Self.makeClip("a.mp4", sound: "aevalsrc='0.4*sin(2*PI*440*t)|0.05*sin(2*PI*880*t)*(1-between(t,1,2))':d=3:s=48000", in: folder)
            try Self.run(Finding(code, .mustFix, ranges: Self.middle, confidence: 1, facts: ["channel": 1]), on: "a.mp4", in: folder)
            try Self.expectLevels(of: "a-both-sides.mp4", left: [-11, -11, -11], right: [-29, -11, -29], in: folder)
            // The left side less what it was: nothing is left, so nothing has moved in time.
            let difference = "[0:a]pan=mono|c0=c0[x];[1:a]pan=mono|c0=-1*c0[y];[x][y]amix=inputs=2:normalize=0,volumedetect"
            let text = try Self.output("ffmpeg -i a.mp4 -i a-both-sides.mp4 -filter_complex '\(difference)' -f null -", in: folder)
            #expect(try Self.meanVolume(text) < -28)
        }
    }

    @Test func aSideIsRaisedWhereItIsWeak() throws {
        try Self.inFolder { folder in
            let tone = "0.4*sin(2*PI*440*t)"
            try Self.makeClip("a.mp4", sound: "aevalsrc='\(tone)|\(tone)*(1-0.75*between(t,1,2))':d=3:s=48000", in: folder)
            let facts: [String: Double] = ["channel": 1, "gain": 12, "alike": 1]
            try Self.run(Finding(.audioChannelImbalance, .shouldFix, ranges: Self.middle, confidence: 1, facts: facts), on: "a.mp4", in: folder)
            try Self.expectLevels(of: "a-balanced.mp4", left: [-11, -11, -11], right: [-11, -11, -11], in: folder)
        }
    }

    @Test func peaksComeUnderTheLimit() throws {
        try Self.inFolder { folder in
            // A tone at a quarter of the rate, 45 degrees off: its true peaks lie between the samples.
            try Self.makeClip("a.mp4", sound: "aevalsrc='1.3*sin(2*PI*12000*t+PI/4)':d=3:s=48000,aformat=channel_layouts=stereo", in: folder)
            try Self.run(Finding(.audioTruePeak, .advice, confidence: 1), on: "a.mp4", in: folder)
            let text = try Self.output("ffmpeg -nostats -i a-limited.mp4 -af ebur128=peak=true -f null -", in: folder)
            let peak = try #require(text.matches(of: /Peak:\s+(-?[\d.]+) dBFS/).last.flatMap { Double($0.1) })
            #expect(peak <= -1)
        }
    }

    @Test func cutsTakeOutWhatTheySay() throws {
        try Self.inFolder { folder in
            try Self.makeClip("a b.mp4", sound: "sine=440:d=3:r=48000", in: folder)
            let ranges = [TimeRange(start: 0.5, end: 1), TimeRange(start: 2, end: 2.48)]
            try Self.run(Finding(.videoBlack, .mustFix, ranges: ranges, confidence: 1), on: "a b.mp4", in: folder)
            let text = try Self.output("ffprobe -v error -show_entries stream=duration -of csv=p=0 'a b-cut.mp4'", in: folder)
            let durations = text.split(whereSeparator: \.isNewline).compactMap { Double($0) }
            #expect(durations.count == 2)
            #expect(durations.allSatisfy { abs($0 - 2.02) < 0.06 })
        }
    }

    @Test(arguments: [("mp4", 0.2), ("mp4", -0.2), ("mkv", -0.2), ("ts", 0.2), ("ts", -0.2)])
    func streamsStartTogether(container: String, offset: Double) throws {
        try Self.inFolder { folder in
            try Self.makeClip("whole.mp4", sound: "sine=440:d=3:r=48000", in: folder)
            let inputs = offset > 0 ? "-i whole.mp4 -itsoffset \(offset) -i whole.mp4" : "-itsoffset \(-offset) -i whole.mp4 -i whole.mp4"
            _ = try Self.output("ffmpeg -v error \(inputs) -map 0:v -map 1:a -c copy a.\(container)", in: folder)
            let finding = Finding(.startOffset, .shouldFix, confidence: 1, facts: ["offset": offset])
            try Self.run(finding, on: "a.\(container)", in: folder)
            let probe = "ffprobe -v error -show_entries stream=start_time -of csv=p=0 a-shifted.\(container)"
            let starts = Set(try Self.output(probe, in: folder).split(whereSeparator: \.isNewline).compactMap { Double($0.split(separator: ",")[0]) })
            // But for what the codec puts in front.
            #expect((starts.max() ?? 1) - (starts.min() ?? 0) < 0.03)
        }
    }

    @Test(arguments: [
        Finding(.containerSlowStart, .advice, confidence: 1), Finding(.audioLoudnessHigh, .shouldFix, confidence: 1, facts: ["gain": -3]),
        Finding(.audioClipping, .shouldFix, ranges: [TimeRange(start: 1, end: 2)], confidence: 1),
        Finding(.speechPauseLong, .advice, ranges: [TimeRange(start: 0, end: 2.9)], confidence: 1),
        Finding(.audioSilence, .shouldFix, ranges: [TimeRange(start: 0, end: 1)], confidence: 1),
        Finding(.videoFlashing, .mustFix, ranges: [TimeRange(start: 1, end: 2)], confidence: 1),
        Finding(.videoShaky, .advice, ranges: [TimeRange(start: 0, end: 3)], confidence: 1),
        Finding(.videoLetterboxed, .advice, confidence: 1, facts: ["top": 0.12, "bottom": 0.13, "left": 0, "right": 0.01]),
        Finding(.audioNoise, .shouldFix, confidence: 1), Finding(.audioNoise, .shouldFix, confidence: 1, facts: ["noise": -91.5]),
        Finding(.audioHum, .shouldFix, confidence: 1, facts: ["frequency": 60]),
        Finding(.videoFrameRateVariable, .advice, ranges: [TimeRange(start: 1, end: 2)], confidence: 1),
        Finding(.durationMismatch, .shouldFix, ranges: [TimeRange(start: 2.5, end: 3)], confidence: 1, facts: ["difference": -0.5]),
    ])
    func theOthersSucceed(finding: Finding) throws {
        try Self.inFolder { folder in
            try Self.makeClip("a.mp4", sound: "sine=440:d=3:r=48000,aformat=channel_layouts=stereo", in: folder)
            try Self.run(finding, on: "a.mp4", in: folder)
        }
    }

    @Test(arguments: [
        "a", "a long lecture title without anything special, for the winter term",
        "O'Neill says \"optics\" in a long lecture title for the winter term",
        "one 'two' \"\u{301}three\" four' five \"six' seven \\ eight, and so on",
    ])
    func aBrokenCommandInTheTerminalReportIsStillOne(name: String) throws {
        try Self.inFolder { folder in
            try Self.makeClip("\(name).mp4", sound: "sine=440:d=3:r=48000", in: folder)
            let black = Finding(.videoBlack, .mustFix, ranges: [TimeRange(start: 0.5, end: 1)], confidence: 1)
            for (finding, mark, lines) in [(black, "cut", 4), (Finding(.containerSlowStart, .advice, confidence: 1), "faststart", 1)] {
                var layout = TextLayout(width: 60, colour: false)
                layout.add(command: try #require(Self.command(finding, on: "\(name).mp4")), indent: 8)
                #expect(layout.lines.count > lines)
                let result = try Self.sh(layout.text, in: folder)
                #expect(result.status == 0, Comment(rawValue: layout.text + result.output))
                #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("\(name)-\(mark).mp4").path))
            }
        }
    }

    private static func command(_ finding: Finding, on name: String) -> String? {
        var media = SampleReport.media
        media.duration = 3
        return Explainer(fileName: name, media: media, rubric: .lecture).item(for: finding, id: "f1", evidence: []).fix.command
    }

    private static func run(_ finding: Finding, on name: String, in folder: URL) throws {
        _ = try output(try #require(command(finding, on: name)), in: folder)
    }

    private static func makeClip(_ name: String, sound: String, in folder: URL) throws {
        _ = try output(
            "ffmpeg -v error -f lavfi -i testsrc2=s=320x180:r=25:d=3 -f lavfi -i \"\(sound)\" -c:v libx264 -preset ultrafast -c:a aac clip.mp4",
            in: folder)
        try FileManager.default.moveItem(at: folder.appendingPathComponent("clip.mp4"), to: folder.appendingPathComponent(name))
    }

    private static func loudness(of name: String, in folder: URL) throws -> Double {
        try FileManager.default.copyItem(at: folder.appendingPathComponent(name), to: folder.appendingPathComponent("measured.mp4"))
        defer { try? FileManager.default.removeItem(at: folder.appendingPathComponent("measured.mp4")) }
        let text = try output("ffmpeg -nostats -i measured.mp4 -af ebur128 -f null -", in: folder)
        return try #require(text.matches(of: /I:\s+(-?[\d.]+) LUFS/).last.flatMap { Double($0.1) })
    }

    /// The second of three seconds.
    private static let middle = [TimeRange(start: 1, end: 2)]

    /// The levels of both sides in each of three seconds, in dB.
    private static func expectLevels(of name: String, left: [Double], right: [Double], in folder: URL) throws {
        for (side, levels) in [left, right].enumerated() {
            for (second, level) in levels.enumerated() {
                let filter = "pan=mono\\|c0=c\(side),volumedetect"
                let text = try output("ffmpeg -ss \(second).1 -t 0.8 -i \(name) -af \(filter) -f null -", in: folder)
                let mean = try meanVolume(text)
                #expect(abs(mean - level) < 1, "side \(side), second \(second)")
            }
        }
    }

    private static func meanVolume(_ text: String) throws -> Double {
        try #require(text.firstMatch(of: /mean_volume: (-?[\d.]+) dB/).flatMap { Double($0.1) })
    }

    private static func output(_ command: String, in folder: URL) throws -> String {
        let result = try sh(command, in: folder)
        #expect(result.status == 0, Comment(rawValue: command + "\n" + result.output))
        return result.output
    }

    private static func sh(_ command: String, in folder: URL) throws -> (status: Int32, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    private static func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lectern-commands-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }
}
