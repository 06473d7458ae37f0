import Foundation
import ReviewModel
import Testing

@testable import Analysis

@Suite("Rules on noise, hum and bandwidth")
struct SpectrumRuleTests {
    @Test("Noise over a part has that part's exact edges; talk well above it has none", arguments: [(-32.0, true), (-45, false)])
    func noise(level: Double, isFault: Bool) {
        var recorded = Self.talk { (10..<40).contains($0) ? level : -65 }
        recorded.set.events = [MediaEvent(.noiseStep, start: 10.2, value: 30), MediaEvent(.noiseStep, start: 39.85, value: -30)]
        let finding = recorded.findings(NoiseRule()).first
        #expect((finding != nil) == isFault)
        guard let finding else { return }
        #expect(finding.severity == .shouldFix && finding.confidence > 0.9)
        #expect(matches(finding.ranges.first, 10.2, 39.85))
        #expect(abs((finding.measured?.value ?? 0) - 12) < 0.1)
    }

    @Test("Noise throughout concerns the whole recording, and is less sure near the limit")
    func noiseThroughout() {
        let near = Self.talk { _ in -38.5 }.findings(NoiseRule()).first
        #expect(near?.ranges == [] && (near?.confidence ?? 1) < 0.9)
        #expect(Self.talk { _ in -41 }.findings(NoiseRule()).isEmpty)
    }

    @Test("Music before and after the talk is not noise")
    func music() {
        let music = { (time: Double) in time < 15 || time > 50 }
        let recorded = Self.talk(evenness: { music($0) ? -2 : -0.6 }, change: { music($0) ? 5 : 1 }, noise: { music($0) ? -25 : -60 })
        #expect(recorded.findings(NoiseRule()).isEmpty)
        // Even where its spectrum is much like that of many voices.
        let jingle = Self.talk(evenness: { music($0) ? -0.9 : -0.6 }, change: { music($0) ? 2.5 : 1 }, noise: { $0 < 15 ? -30 : -60 })
        #expect(jingle.findings(NoiseRule()).isEmpty)
    }

    @Test("Many voices throughout are noise, with less confidence")
    func voices() {
        let finding = Self.talk(evenness: { _ in -0.9 }, change: { _ in 2 }, noise: { _ in -32 }).findings(NoiseRule()).first
        #expect(finding != nil && (finding?.confidence ?? 1) < 0.8)
    }

    @Test("Applause, in which nobody speaks, and drums, whose bands rest, are not noise")
    func applause() {
        let applause = { (time: Double) in (20..<30).contains(time) }
        #expect(Self.talk(share: { applause($0) ? 0.03 : 0.6 }, noise: { applause($0) ? -22 : -60 }).findings(NoiseRule()).isEmpty)
        #expect(Self.talk(unrest: { applause($0) ? 5 : 2 }, noise: { applause($0) ? -30 : -60 }).findings(NoiseRule()).isEmpty)
    }

    @Test(
        "Hum counts by its level, what it stands out of, and how long it lasts",
        arguments: [(-37.0, 16.0, 10.0, true), (-50, 9, 5, true), (-58, 20, 10, false), (-45, 4, 10, false), (-37, 16, 3, false)])
    func hum(level: Double, prominence: Double, seconds: Double, isFault: Bool) {
        var recorded = Recorded(seconds: 60)
        recorded.add(.humLevel, .decibelsFullScale, 0.5) { (20..<20 + seconds).contains($0) ? level : nil }
        recorded.add(.humProminence, .decibels, 0.5) { (20..<20 + seconds).contains($0) ? prominence : nil }
        recorded.set.events = [MediaEvent(.hum, start: 20.03, end: 20 + seconds, value: 60)]
        let finding = recorded.findings(HumRule()).first
        #expect((finding != nil) == isFault)
        guard let finding else { return }
        #expect(finding.facts["frequency"] == 60 && abs((finding.measured?.value ?? 0) - level) < 0.01)
        #expect(matches(finding.ranges.first, 20.03, 20 + seconds))
    }

    @Test("A telephone's passage of ten seconds and more has its range", arguments: [(20.0, 40.0, true), (20, 26, false)])
    func narrow(start: Double, end: Double, isFault: Bool) {
        var recorded = Self.talk { _ in -60 }
        recorded.add(.bandHigh, .decibelsFullScale, 0.2) { (start..<end).contains($0) ? -88 : Int($0 * 5) % 4 == 0 ? -28 : -60 }
        recorded.add(.bandBody, .decibelsFullScale, 1) { _ in -42 }
        let finding = recorded.findings(BandwidthRule()).first
        #expect((finding != nil) == isFault)
        if let finding { #expect(matches(finding.ranges.first, start, end, within: 0.21)) }
    }

    @Test("A dark voice, and music without high notes, are not a telephone")
    func dark() {
        var voice = Self.talk { _ in -60 }
        voice.add(.bandHigh, .decibelsFullScale, 0.2) { _ in -60 }
        voice.add(.bandBody, .decibelsFullScale, 1) { _ in -42 }
        #expect(voice.findings(BandwidthRule()).isEmpty)
        var music = Self.talk(evenness: { _ in -2.5 }, noise: { _ in -30 })
        music.add(.bandHigh, .decibelsFullScale, 0.2) { _ in -105 }
        music.add(.bandBody, .decibelsFullScale, 1) { _ in -42 }
        #expect(music.findings(BandwidthRule()).isEmpty)
    }

    @Test("Eight thousand samples a second are a telephone's, if anything is heard")
    func sampledAsTelephone() {
        var recorded = Recorded(seconds: 20, channels: 1)
        recorded.media.audio?.sampleRate = 8000
        #expect(recorded.findings(BandwidthRule()).isEmpty)
        recorded.add(.bandBody, .decibelsFullScale, 1) { _ in -40 }
        #expect(recorded.findings(BandwidthRule()).first?.measured?.value == 4000)
    }

    /// A minute of talk at -20 dBFS, as it stands out of noise.
    private static func talk(
        evenness: (Double) -> Double? = { _ in -0.4 }, change: (Double) -> Double? = { _ in 0.6 }, unrest: (Double) -> Double? = { _ in 2 },
        share: (Double) -> Double? = { _ in 0.6 }, noise: (Double) -> Double?
    ) -> Recorded {
        var recorded = Recorded(seconds: 60)
        recorded.add(.noiseLevel, .decibelsFullScale, 1, noise)
        recorded.add(.noiseEvenness, .decibels, 1, evenness)
        recorded.add(.noiseChange, .decibels, 1, change)
        recorded.add(.noiseUnrest, .decibels, 1, unrest)
        recorded.add(.talkLevel, .decibelsFullScale, 1) { _ in -20 }
        recorded.add(.talkShare, .share, 1, share)
        return recorded
    }
}

extension Recorded {
    /// Adds a series of the sound; `value` tells it at the middle of each bin.
    fileprivate mutating func add(_ name: SeriesName, _ unit: Quantity.Unit, _ interval: Double, _ value: (Double) -> Double?) {
        var series = Series(name: name, unit: unit, interval: interval, resolution: unit == .share ? 0.001 : 0.01)
        for bin in 0..<Int(seconds / interval) { series.append(value((Double(bin) + 0.5) * interval)) }
        set.series.append(series)
    }
}
