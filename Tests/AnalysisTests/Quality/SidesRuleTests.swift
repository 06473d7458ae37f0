import ReviewModel
import Testing

@testable import Analysis

@Suite("Rules on the sides of the sound")
struct SidesRuleTests {
    /// Someone who speaks for four seconds and pauses for one.
    private static func talk(_ time: Double) -> Double { Int(time) % 5 == 4 ? -75 : -22 }

    private static func recorded(correlation: (Double) -> Double?, level: (Double, Int) -> Double = { time, _ in talk(time) }) -> Recorded {
        var recorded = Recorded(seconds: 60, level: level)
        var series = Series(name: .correlation, unit: .share, interval: 0.1, resolution: 0.001)
        for bin in 0..<600 { series.append(correlation((Double(bin) + 0.5) / 10)) }
        recorded.set.series.append(series)
        return recorded
    }

    @Test("A side that is turned over throughout has no ranges; for a part, its edges are exact")
    func phase() throws {
        let whole = try #require(Self.recorded(correlation: { _ in -0.98 }).findings(PhaseRule()).first)
        #expect(whole.severity == .mustFix && whole.ranges.isEmpty && whole.facts["share"] == 1)
        let part = Self.recorded(correlation: { (20..<37.5).contains($0) ? -1 : 1 }).findings(PhaseRule())
        #expect(part.count == 1)
        #expect(matches(part.first?.ranges.first, 20, 37.5))
        // Turned over within pauses: the noise tells.
        #expect(matches(Self.recorded(correlation: { (19.5..<34.5).contains($0) ? -1 : 1 }).findings(PhaseRule()).first?.ranges.first, 19.5, 34.5))
    }

    @Test("Dual mono, wide stereo, a moment of opposite sides and opposite noise in pauses are no inverted phase")
    func phaseFine() {
        #expect(Self.recorded(correlation: { _ in 1 }).findings(PhaseRule()).isEmpty)
        #expect(Self.recorded(correlation: { _ in -0.6 }).findings(PhaseRule()).isEmpty)
        #expect(Self.recorded(correlation: { (20..<22).contains($0) ? -0.95 : 0.2 }).findings(PhaseRule()).isEmpty)
        #expect(Self.recorded(correlation: { Self.talk($0) < -50 ? -1 : 0.9 }).findings(PhaseRule()).isEmpty)
    }

    @Test("A weaker side comes with the gain that mends it", arguments: [0, 1])
    func imbalance(weak: Int) throws {
        let recorded = Self.recorded(correlation: { _ in 0.98 }, level: { Self.talk($0) - ($1 == weak ? 9 : 0) })
        let finding = try #require(recorded.findings(ImbalanceRule()).first)
        #expect(finding.facts["channel"] == Double(weak))
        #expect(abs((finding.facts["gain"] ?? 0) - 9) < 0.1)
        #expect(finding.ranges.isEmpty)
    }

    @Test("A speaker a little to one side, a clip in stereo, a talk that goes from side to side and a dead side are no imbalance")
    func balanced() {
        func findings(_ level: @escaping (Double, Int) -> Double) -> [Finding] { Recorded(seconds: 60, level: level).findings(ImbalanceRule()) }
        #expect(findings { time, channel in Self.talk(time) - (channel == 1 ? 5 : 0) }.isEmpty)
        #expect(findings { time, channel in Self.talk(time) - (channel == 1 && (20..<40).contains(time) ? 15 : 0) }.isEmpty)
        #expect(findings { time, channel in Self.talk(time) - (channel == Int(time / 10) % 2 ? 15 : 0) }.isEmpty)
        #expect(findings { time, channel in channel == 1 ? -110 : Self.talk(time) }.isEmpty)
    }

    @Test("A side that goes silent behind hiss is a silence of that side; where it is dead, it is told once")
    func silentSide() {
        let hiss = Recorded(seconds: 60, level: { time, channel in channel == 1 && (20..<29.5).contains(time) ? -61 : Self.talk(time) })
        let finding = hiss.findings(SilenceRule()).first
        #expect(finding?.facts["channel"] == 1)
        // The pause before it belongs to it, the one after it as well.
        #expect(matches(finding?.ranges.first, 19, 30))
        #expect(hiss.findings(DeadChannelRule()).isEmpty)
        let dead = Recorded(seconds: 60, level: { time, channel in channel == 1 && (20..<30).contains(time) ? -100 : Self.talk(time) })
        #expect(dead.findings(SilenceRule()).isEmpty && dead.findings(DeadChannelRule()).count == 1)
    }

    @Test("A side that is gated in a long pause of both is no silence of that side")
    func pauseOfBoth() {
        let recorded = Recorded(seconds: 60, level: { time, channel in (20..<27).contains(time) ? channel == 1 ? -90 : -55 : -22 })
        #expect(recorded.findings(SilenceRule()).isEmpty)
    }

    @Test("The centre of 5.1 goes silent while the others carry ambience")
    func centre() {
        func level(_ time: Double, _ channel: Int) -> Double { channel == 2 ? (20..<27).contains(time) ? -100 : Self.talk(time) : -48 }
        let findings = Recorded(seconds: 60, channels: 6, level: level).findings(SilenceRule())
        #expect(findings.count == 1)
        #expect(matches(findings.first?.ranges.first, 19, 27))
        // Music from the sides is a signal.
        let music = Recorded(
            seconds: 60, channels: 6, level: { time, channel in channel < 2 && (15..<30).contains(time) ? -25 : level(time, channel) })
        #expect(music.findings(SilenceRule()).isEmpty)
    }

    @Test("A phone takes over ten LU", arguments: [(-70.0, true), (-28, true), (-26, false)])
    func phone(loudness: Double, isFound: Bool) {
        var recorded = Recorded(seconds: 60)
        recorded.set.summary.phoneLoudness = loudness
        #expect(recorded.findings(PhoneRule()).isEmpty == !isFound)
        // What was measured before there was such a figure says nothing.
        recorded.set.summary.phoneLoudness = nil
        #expect(recorded.findings(PhoneRule()).isEmpty)
    }

    @Test("A mean over one percent is advice")
    func offset() {
        var recorded = Recorded(seconds: 60)
        recorded.set.summary.audioStart = 0
        recorded.set.summary.offsets = [0.001, -0.02]
        let finding = recorded.findings(OffsetRule()).first
        #expect(finding?.severity == .advice && finding?.measured?.value == 0.02 && finding?.facts["channel"] == 1)
        recorded.set.summary.offsets = [0.004, -0.009]
        #expect(recorded.findings(OffsetRule()).isEmpty)
    }
}
