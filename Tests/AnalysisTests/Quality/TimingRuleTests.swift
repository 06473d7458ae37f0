import Foundation
import ReviewModel
import Testing

@testable import Analysis

@Suite("Rules on time")
struct TimingRuleTests {
    /// A recording whose pictures begin at these times.
    private static func recorded(_ times: [Double], until end: Double, motion: @escaping (Double, Int) -> MotionMap.Motion = { _, _ in .moving })
        -> Recorded
    {
        var recorded = Recorded(seconds: end, motion: motion)
        var shortest = Series(name: .intervalShortest, unit: .seconds, interval: 0.5, resolution: 1.0 / 4096)
        var longest = Series(name: .intervalLongest, unit: .seconds, interval: 0.5, resolution: 1.0 / 4096)
        var frames = Series(name: .frames, unit: .count, interval: 0.2, resolution: 1)
        let intervals = Dictionary(grouping: zip(times, times.dropFirst())) { Int($1 * 2 + 1e-6) }
        for bin in 0..<Int(end * 2) {
            let steps = intervals[bin]?.map { $1 - $0 }
            shortest.append(steps?.min())
            longest.append(steps?.max())
        }
        let begun = Dictionary(grouping: times) { Int($0 * 5 + 1e-6) }
        for bin in 0..<Int(end * 5) { frames.append(Double(begun[bin]?.count ?? 0)) }
        recorded.set.series += [shortest, longest, frames]
        recorded.set.summary.frames = times.count
        recorded.set.summary.videoStart = times.first
        recorded.set.summary.audioStart = times.first
        for (before, after) in zip(times, times.dropFirst()) where after - before > 0.5 && times.count > Int(2 * end) {
            recorded.set.events.append(MediaEvent(.timestampGap, start: before, end: after, value: after - before))
        }
        return recorded
    }

    private static func steady(_ rate: Double, until end: Double) -> [Double] {
        (0..<Int(end * rate)).map { Double($0) / rate }
    }

    @Test("A steady rate is neither low nor variable, whatever it is", arguments: [15.0, 24, 24000.0 / 1001, 25, 30000.0 / 1001, 50, 59.94, 120])
    func steady(rate: Double) {
        // In milliseconds, as Matroska has it.
        let times = Self.steady(rate, until: 40).map { ($0 * 1000).rounded() / 1000 }
        let recorded = Self.recorded(times, until: 40)
        #expect(recorded.findings(VariableRateRule()).isEmpty)
        #expect(recorded.findings(FrameRateRule()).isEmpty)
        #expect(recorded.findings(TimestampGapRule()).isEmpty)
    }

    @Test("A constant picture a second is low and not variable; 14.985 a second are 15")
    func low() {
        let one = Self.recorded(Self.steady(1, until: 60), until: 60)
        #expect(one.findings(FrameRateRule()).map(\.code) == [.videoFrameRateLow])
        #expect(one.findings(VariableRateRule()).isEmpty)
        #expect(abs((one.findings(FrameRateRule()).first?.measured?.value ?? 0) - 1) < 0.01)
        #expect(Self.recorded(Self.steady(15000.0 / 1001, until: 60), until: 60).findings(FrameRateRule()).isEmpty)
        #expect(!Self.recorded(Self.steady(14, until: 60), until: 60).findings(FrameRateRule()).isEmpty)
    }

    @Test("Every third picture missing, or only every third there, is an uneven stretch with its edges", arguments: [25.0, 30000.0 / 1001, 30, 50])
    func uneven(rate: Double) {
        for isKept in [{ $0 % 3 != 0 }, { $0 % 3 == 0 }] as [(Int) -> Bool] {
            let times = Self.steady(rate, until: 400).enumerated().filter { !(200.37...205.21).contains($1) || isKept($0) }.map(\.1)
            let finding = Self.recorded(times, until: 400).findings(VariableRateRule()).first
            #expect(finding?.code == .videoFrameRateVariable && finding?.severity == .advice)
            #expect(finding?.ranges.count == 1)
            #expect(matches(finding?.ranges.first, 200.37, 205.21, within: 0.25))
        }
    }

    @Test("One or two dropped pictures, or one every minute, are not an uneven rate; nor is telecine")
    func dropped() {
        let times = Self.steady(30, until: 600)
        #expect(
            Self.recorded(times.enumerated().filter { ![200, 201, 260].contains($0.offset) }.map(\.1), until: 600).findings(VariableRateRule())
                .isEmpty)
        #expect(Self.recorded(times.enumerated().filter { $0.offset % 1800 != 7 }.map(\.1), until: 600).findings(VariableRateRule()).isEmpty)
        // 24 a second as fields of 60: two and three in turn.
        let telecine = (0..<1200).map { (number: Int) -> Double in Double(number / 2 * 5 + number % 2 * 2) / 60 }
        #expect(Self.recorded(telecine, until: 50).findings(VariableRateRule()).isEmpty)
    }

    @Test("An uneven rate throughout concerns the whole recording, or most of it")
    func throughout() {
        let times = Self.steady(30, until: 60).enumerated().filter { $0.offset % 3 != 0 }.map(\.1)
        let findings = Self.recorded(times, until: 60).findings(VariableRateRule())
        #expect(findings.count == 1)
        #expect((findings.first?.ranges.totalDuration ?? 0) > 55 || findings.first?.ranges.isEmpty == true)
    }

    /// 25 a second but for a hole.
    private static func holed(_ from: Double, _ to: Double, motion: @escaping (Double, Int) -> MotionMap.Motion = { _, _ in .moving }) -> Recorded {
        recorded(steady(25, until: 60).filter { !($0 > from && $0 < to) }, until: 60, motion: motion)
    }

    @Test("A hole in a steady recording is told of once, with its edges")
    func hole() {
        let recorded = Self.holed(10, 12)
        let finding = recorded.findings(TimestampGapRule()).first
        #expect(finding?.code == .videoTimestampsGap && finding?.severity == .shouldFix)
        #expect(matches(finding?.ranges.first, 10.04, 12))
        #expect(recorded.findings(VariableRateRule()).isEmpty)
        #expect(recorded.findings(FrozenRule()).isEmpty)
    }

    @Test("A hole behind which the picture is the same is none")
    func samePicture() {
        #expect(Self.holed(10, 12) { _, _ in .still }.findings(TimestampGapRule()).isEmpty)
    }

    @Test("Pauses of a recorder that adds pictures only when something changes are no holes, unless a camera is on show")
    func pauses() {
        // Bursts of 2 s at 30 a second, then nothing for 3 s.
        let times = Self.steady(30, until: 60).filter { $0.truncatingRemainder(dividingBy: 5) < 2 }
        var recorded = Self.recorded(times, until: 60)
        recorded.set.spans = [PictureSpan(start: 0, end: 60, kind: .screen)]
        #expect(!recorded.set.events(.timestampGap).isEmpty)
        #expect(recorded.findings(TimestampGapRule()).isEmpty)
        #expect(recorded.findings(FrameRateRule()).isEmpty)
        #expect(recorded.findings(VariableRateRule()).first?.ranges.isEmpty == true)
        recorded.set.spans = [PictureSpan(start: 0, end: 60, kind: .camera)]
        #expect(recorded.findings(TimestampGapRule()).first?.ranges.count == 11)
    }

    @Test("Timestamps that run back are told of; pictures lost to damage are that fault's")
    func back() {
        var recorded = Self.recorded(Self.steady(25, until: 60), until: 60)
        recorded.set.events = [MediaEvent(.timestampGap, start: 20, end: 20.5, value: -0.5)]
        #expect(recorded.findings(TimestampGapRule()).first?.facts["back"] == 1)
        var damaged = Self.holed(10, 12)
        damaged.set.events.append(MediaEvent(.decodeError, start: 10.2, end: 11.8, value: 9))
        #expect(damaged.findings(TimestampGapRule()).isEmpty)
    }

    @Test(
        "Sound may be two pictures shorter and two seconds longer",
        arguments: [(59.93, 0.0), (59.90, -0.1), (57, -3), (61.9, 0), (62.2, 2.2)])
    func duration(sound: Double, difference: Double) {
        var recorded = Self.recorded(Self.steady(25, until: 60), until: 60)
        recorded.set.summary.audioEnd = sound
        let finding = recorded.findings(DurationRule()).first
        #expect((finding != nil) == (difference != 0))
        #expect(abs((finding?.facts["difference"] ?? 0) - difference) < 0.001)
        if finding != nil { #expect(matches(finding?.ranges.first, min(60, sound), max(60, sound))) }
    }

    @Test("The last of pictures that come only on a change stands as long as the sound goes on")
    func lastPictureHeld() {
        var slides = Self.recorded([0, 6, 12, 18], until: 18.04)
        slides.set.summary.videoEnd = 18.04
        slides.set.summary.audioEnd = 24
        #expect(slides.findings(DurationRule()).isEmpty)
        slides.set.summary.audioEnd = 8
        #expect(slides.findings(DurationRule()).count == 1)
    }

    @Test("Sound that is told of as silent, a file that breaks off, and streams that start apart are no second fault")
    func durationToldOtherwise() {
        var silent = Self.recorded(Self.steady(25, until: 60), until: 60)
        for index in silent.set.series.indices
        where silent.set.series[index].name == .level(channel: 0) || silent.set.series[index].name == .level(channel: 1) {
            silent.set.series[index].steps.removeLast(200)
        }
        silent.set.summary.audioEnd = 50
        #expect(!silent.findings(SilenceRule()).isEmpty)
        #expect(silent.findings(DurationRule()).isEmpty)
        var truncated = Self.recorded(Self.steady(25, until: 60), until: 60)
        truncated.media.duration = 100
        truncated.set.summary.audioEnd = 59
        #expect(truncated.findings(DurationRule()).isEmpty)
        var apart = Self.recorded(Self.steady(25, until: 60), until: 60)
        apart.set.summary.videoStart = 0.2
        apart.set.summary.audioStart = 0
        apart.set.summary.audioEnd = 59.8
        #expect(apart.findings(DurationRule()).isEmpty)
        #expect(apart.findings(StartOffsetRule()).count == 1)
    }

    @Test(
        "Sound may start 40 ms early and 60 ms late; outside of MP4 a codec's lead-in is allowed for",
        arguments: [
            (-0.03, "mov,mp4", false), (-0.05, "mov,mp4", true), (0.055, "mov,mp4", false), (0.07, "mov,mp4", true), (-0.07, "matroska,webm", false),
            (-0.07, "mpegts", false), (-0.1, "mpegts", true), (-0.2, "flv", true), (0.07, "mpegts", true), (-0.12, "avi", false),
        ])
    func offset(seconds: Double, container: String, isFault: Bool) {
        var recorded = Self.recorded(Self.steady(25, until: 60), until: 60)
        recorded.media.container = container
        recorded.set.summary.videoStart = max(0, -seconds)
        recorded.set.summary.audioStart = max(0, seconds)
        let finding = recorded.findings(StartOffsetRule()).first
        #expect((finding != nil) == isFault)
        if isFault { #expect(abs((finding?.facts["offset"] ?? 0) - seconds) < 1e-9) }
    }

    @Test("A picture is upright when a player shows it so")
    func portrait() {
        var recorded = Recorded(seconds: 10)
        #expect(recorded.findings(PortraitRule()).isEmpty)
        recorded.media.video = .init(codec: "h264", width: 720, height: 1280, frameRate: 25)
        let finding = recorded.findings(PortraitRule()).first
        #expect(finding?.code == .videoAspectPortrait && finding?.facts == ["width": 720, "height": 1280])
        recorded.media.video?.displayWidth = 1707
        recorded.media.video?.displayHeight = 1280
        #expect(recorded.findings(PortraitRule()).isEmpty)
        recorded.media.video = .init(codec: "h264", width: 720, height: 720, frameRate: 25)
        #expect(recorded.findings(PortraitRule()).isEmpty)
    }
}
