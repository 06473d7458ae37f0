import ReviewModel
import Testing

@testable import Analysis

@Suite("Rules on the sound")
struct SoundRuleTests {
    @Test("Silence of five seconds is found to the bin, less is a pause")
    func silence() {
        let recorded = Recorded(seconds: 60, level: { time, _ in (20..<26).contains(time) || (40..<44).contains(time) ? -95 : -22 })
        let findings = recorded.findings(SilenceRule())
        #expect(findings.map(\.code) == [.audioSilence])
        #expect(findings.first?.ranges.count == 1)
        #expect(matches(findings.first?.ranges.first, 20, 26))
    }

    @Test("A hole in the stream and sound that ends before the picture are silence")
    func lost() {
        var recorded = Recorded(seconds: 60)
        for channel in 0..<2 {
            guard let place = recorded.set.series.firstIndex(where: { $0.name == .level(channel: channel) }) else { continue }
            for bin in 400..<520 { recorded.set.series[place].steps[bin] = Series.missing }
            recorded.set.series[place].steps.removeLast(200)
        }
        let ranges = recorded.findings(SilenceRule()).first?.ranges ?? []
        #expect(ranges.count == 2)
        #expect(matches(ranges.first, 20, 26))
        #expect(matches(ranges.last, 50, 60))
    }

    @Test("No signal at all is one finding, not a silence")
    func silent() {
        let findings = Recorded(seconds: 60, level: { _, _ in -120 }).findings(SilenceRule())
        #expect(findings.map(\.code) == [.audioSilent])
        #expect(findings.first?.severity == .mustFix)
    }

    @Test("One side that stops is a dead channel, not a silence", arguments: [0, 1])
    func deadChannel(dead: Int) throws {
        // Both pause for a second in every five, as people do.
        let recorded = Recorded(
            seconds: 60,
            level: { time, channel in
                channel == dead && (20..<39).contains(time) ? -90 : Int(time) % 5 == 4 ? -75 : -22
            })
        #expect(recorded.findings(SilenceRule()).isEmpty)
        let finding = try #require(recorded.findings(DeadChannelRule()).first)
        #expect(finding.facts["channel"] == Double(dead))
        #expect(matches(finding.ranges.first, 20, 39))
    }

    @Test("The side died in a pause: its own noise tells where")
    func deadChannelEdges() {
        let recorded = Recorded(
            seconds: 60,
            level: { time, channel in
                channel == 1 && (20..<40).contains(time) ? -120 : (19..<21.5).contains(time) || (38..<41).contains(time) ? -75 : -22
            })
        #expect(matches(recorded.findings(DeadChannelRule()).first?.ranges.first, 20, 40))
    }

    @Test("Dual mono, a weaker side and a mono recording have no dead channel")
    func liveChannels() {
        #expect(Recorded(seconds: 60).findings(DeadChannelRule()).isEmpty)
        #expect(Recorded(seconds: 60, level: { _, channel in channel == 0 ? -20 : -40 }).findings(DeadChannelRule()).isEmpty)
        #expect(Recorded(seconds: 60, channels: 1).findings(DeadChannelRule()).isEmpty)
    }

    @Test(
        "Loudness is judged against both ends of the rubric, with the gain that mends it",
        arguments: [(-26.0, FindingCode.audioLoudnessLow, 10.0), (-10, .audioLoudnessHigh, -6)])
    func loudness(measured: Double, code: FindingCode, gain: Double) {
        var recorded = Recorded(seconds: 60)
        recorded.set.summary.integratedLoudness = measured
        let finding = recorded.findings(LoudnessRule()).first
        #expect(finding?.code == code)
        #expect(finding?.facts["gain"] == gain)
    }

    @Test("Loudness between the ends, and a recording with nothing but noise, have no finding", arguments: [-20.0, -14, -16, -80])
    func loudnessFine(measured: Double) {
        var recorded = Recorded(seconds: 60)
        recorded.set.summary.integratedLoudness = measured
        #expect(recorded.findings(LoudnessRule()).isEmpty)
    }

    @Test("A side that is dead throughout does not make the talk quiet: it is heard from both once repaired")
    func loudnessOfOneSide() {
        var recorded = Recorded(seconds: 60, level: { _, channel in channel == 0 ? -20 : -120 })
        recorded.set.summary.integratedLoudness = -21.5
        #expect(recorded.findings(LoudnessRule()).isEmpty)
    }

    @Test("Another rubric judges the same measurements differently")
    func rubric() {
        let strict = Rubric(name: "strict", values: [Rubric.Setting.loudnessHigh.name: -22, Rubric.Setting.loudnessLow.name: -24])
        #expect(Recorded(seconds: 60).findings(LoudnessRule()).isEmpty)
        #expect(Recorded(seconds: 60).findings(LoudnessRule(), rubric: strict).map(\.code) == [.audioLoudnessHigh])
    }

    @Test("Clipped stretches are found; a stray sample is not")
    func clipping() {
        var recorded = Recorded(seconds: 60)
        var clipped = Series(name: .clippedSamples, unit: .count, interval: 0.1, resolution: 1)
        for bin in 0..<600 { clipped.append((200..<230).contains(bin) && bin % 4 != 0 ? 30 : bin == 400 ? 3 : 0) }
        recorded.set.series.append(clipped)
        let finding = recorded.findings(ClippingRule()).first
        #expect(finding?.ranges.count == 1)
        #expect(matches(finding?.ranges.first, 20.1, 23))
    }

    @Test("True peaks over the limit are advice, where they are")
    func truePeak() {
        var recorded = Recorded(seconds: 60)
        var peaks = Series(name: .truePeak, unit: .decibelsTruePeak, interval: 0.1, resolution: 0.01)
        for bin in 0..<600 { peaks.append(bin == 300 ? 0.4 : -6) }
        recorded.set.series.append(peaks)
        recorded.set.summary.truePeak = 0.4
        let finding = recorded.findings(TruePeakRule()).first
        #expect(finding?.severity == .advice)
        #expect(matches(finding?.ranges.first, 30, 30.1))
    }
}
