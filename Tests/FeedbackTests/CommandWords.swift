import ReviewModel
import Testing

@testable import Feedback

/// Commands as text: they are copied into a shell together with file names that strangers chose.
@Suite struct CommandWords {
    @Test(arguments: [
        ("lecture.mp4", "lecture.mp4"), ("My lecture.mp4", "\"My lecture.mp4\""), ("it's $(rm -rf ~).mp4", "'it'\\''s $(rm -rf ~).mp4'"),
        ("`id`\".mp4", "'`id`\".mp4'"), ("-y.mp4", "./-y.mp4"), ("http:x.mp4", "\"./http:x.mp4\""), ("../../etc/passwd", "passwd"),
        ("100%.mp4", "'100%.mp4'"), ("Übung 1.mp4", "\"Übung 1.mp4\""),
        ("a$'\u{301};touch x;'\u{301}.mp4", "'a$'\\''\u{301};touch x;'\\''\u{301}.mp4'"),
    ])
    func fileNames(name: String, word: String) {
        #expect(ShellWord(fileName: name)?.text == word)
    }

    @Test(arguments: ["", "/", "..", "a\nb.mp4", "a\u{1B}[2J.mp4", "\u{202E}4pm.x"])
    func namesThatCannotBeCopiedSafely(name: String) {
        #expect(ShellWord(fileName: name) == nil)
        #expect(FFmpegCommand(fileName: name, media: nil).indexInFront() == "ffmpeg -i INPUT -map 0 -dn -c copy -movflags +faststart OUTPUT")
    }

    @Test func loudness() {
        let finding = Finding(.audioLoudnessLow, .shouldFix, measured: Quantity(-22.2, .loudness), confidence: 1)
        #expect(
            Self.command(finding)
                == "ffmpeg -i a.mp4 -map 0 -dn -c copy -c:a aac -b:a 256k -af \"volume=6.2dB,alimiter=limit=0.841:level=false\" "
                + "-movflags +faststart a-louder.mp4")
    }

    @Test func deadChannel() {
        for (dead, live) in [(0, 1), (1, 0)] {
            let command = Self.command(Finding(.audioChannelDead, .mustFix, confidence: 1, facts: ["channel": Double(dead)]))
            #expect(command?.contains("\"pan=stereo|c0=c\(live)|c1=c\(live)\"") == true)
        }
        var surround = SampleReport.media
        surround.audio?.channels = 6
        #expect(Self.command(Finding(.audioChannelDead, .mustFix, confidence: 1, facts: ["channel": 1]), media: surround) == nil)
    }

    @Test func aChannelThatIsDeadInPartsIsFilledThere() {
        let ranges = [TimeRange(start: 10, end: 13.5), TimeRange(start: 60, end: 70)]
        let dead = Finding(.audioChannelDead, .mustFix, ranges: ranges, confidence: 1, facts: ["channel": 0, "share": 0.15])
        let silent = Finding(.audioSilence, .shouldFix, ranges: ranges, confidence: 1, facts: ["channel": 0])
        let filter = "\"asetnsamples=256,aeval='val(1)|val(1)':c=same:enable='between(t,10,13.5)+between(t,60,70)'\""
        for finding in [dead, silent] { #expect(Self.command(finding)?.contains(filter) == true) }
        #expect(Self.command(dead)?.hasSuffix(" a-both-sides.mp4") == true)
    }

    @Test func aChannelThatIsDeadThroughoutIsFilledThroughout() {
        let ranges = [TimeRange(start: 2, end: 89)]
        let finding = Finding(.audioChannelDead, .mustFix, ranges: ranges, confidence: 1, facts: ["channel": 0, "share": 0.97])
        #expect(Self.command(finding)?.contains("\"pan=stereo|c0=c1|c1=c1\"") == true)
    }

    @Test func aWeakChannelIsRaisedWhereItIsWeak() {
        var finding = Finding(.audioChannelImbalance, .shouldFix, confidence: 1, facts: ["channel": 1, "gain": 12, "alike": 0.9])
        #expect(Self.command(finding)?.contains("\"pan=stereo|c0=c0|c1=3.981*c1,alimiter=limit=0.841:level=false\"") == true)
        finding.ranges = [TimeRange(start: 10, end: 13)]
        #expect(Self.command(finding)?.contains("aeval='val(0)|3.981*val(1)':c=same:enable='between(t,10,13)',alimiter=") == true)
        finding.facts["alike"] = 0.1
        #expect(Self.command(finding)?.contains("\"asetnsamples=256,aeval='val(0)|val(0)':c=same:enable='between(t,10,13)'\"") == true)
    }

    @Test func cuts() {
        let black = Finding(.videoBlack, .mustFix, ranges: [TimeRange(start: 10, end: 13)], confidence: 1)
        #expect(
            Self.command(black)
                == "ffmpeg -i a.mp4 -filter_complex \"[0:v]fps=25,trim=0:10,setpts=PTS-STARTPTS[v0]; [0:a]atrim=0:10,asetpts=PTS-STARTPTS[a0]; "
                + "[0:v]fps=25,trim=13,setpts=PTS-STARTPTS[v1]; [0:a]atrim=13,asetpts=PTS-STARTPTS[a1]; [v0][a0] [v1][a1] concat=n=2:v=1:a=1[v][a]\" "
                + "-map \"[v]\" -map \"[a]\" -c:v libx264 -crf 18 -pix_fmt yuv420p -c:a aac -b:a 256k -movflags +faststart a-cut.mp4")
    }

    @Test func aCutAtTheEdgeLeavesOnePiece() {
        let start = Self.command(Finding(.videoBlack, .mustFix, ranges: [TimeRange(start: 0, end: 4)], confidence: 1))
        #expect(start?.contains("trim=4,") == true && start?.contains("n=1:") == true)
        let end = Self.command(Finding(.videoBlack, .mustFix, ranges: [TimeRange(start: 80, end: 90)], confidence: 1))
        #expect(end?.contains("trim=0:80,") == true && end?.contains("n=1:") == true)
        #expect(Self.command(Finding(.videoBlack, .mustFix, ranges: [TimeRange(start: 0, end: 90)], confidence: 1)) == nil)
    }

    @Test func noCommandWhereNoneCanBeComputed() {
        let ranges = (0..<40).map { TimeRange(start: Double($0) * 2, end: Double($0) * 2 + 1) }
        #expect(Self.command(Finding(.videoBlack, .mustFix, ranges: ranges, confidence: 1)) == nil)
        #expect(Self.command(Finding(.videoBlack, .mustFix, ranges: [TimeRange(start: 1, end: 2)], confidence: 1), media: nil) == nil)
        #expect(Self.command(Finding(.videoBlack, .mustFix, confidence: 1)) == nil)
        #expect(Self.command(Finding(.audioChannelDead, .mustFix, ranges: ranges, confidence: 1, facts: ["channel": 1])) == nil)
        #expect(Self.command(Finding(.videoResolutionLow, .shouldFix, confidence: 1)) == nil)
    }

    @Test func otherContainers() {
        let sound = FFmpegCommand(fileName: "a.webm", media: nil).sound("volume=1dB", named: "louder")
        #expect(sound?.contains("-c:a libopus") == true && sound?.hasSuffix(" a-louder.webm") == true)
        #expect(FFmpegCommand(fileName: "a.wmv", media: nil).sound("volume=1dB", named: "louder")?.hasSuffix(" a-louder.mkv") == true)
    }

    private static func command(_ finding: Finding, media: MediaInfo? = SampleReport.media) -> String? {
        Explainer(fileName: "a.mp4", media: media, rubric: .lecture).item(for: finding, id: "f1", evidence: []).fix.command
    }
}
