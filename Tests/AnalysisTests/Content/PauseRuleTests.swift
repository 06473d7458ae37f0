import Analysis
import ReviewModel
import Testing

struct PauseRuleTests {
    /// Talk from 10 to 40 s and from 52 to 80 s in a recording of 100 s.
    private static let words = Spoken.words(75, perMinute: 150, from: 10) + Spoken.words(70, perMinute: 150, from: 52)
    private static let speech = [TimeRange(start: 10, end: 39.9), TimeRange(start: 52, end: 80)]

    private func findings(_ measurements: MeasurementSet? = MeasurementSet(), video: Bool = true, speech: [TimeRange] = speech) -> [Finding] {
        let transcript = Spoken.transcript(Self.words, speech: speech)
        return PauseRule().findings(in: Spoken.recording(transcript, duration: 100, video: video, measurements: measurements), by: .lecture)
    }

    private func moving(_ cells: (Double) -> MotionMap.Motion) -> MeasurementSet {
        MeasurementSet(motion: Spoken.motion(100, cells))
    }

    @Test func aLongPauseIsFoundExactly() throws {
        let found = findings()
        #expect(found.map(\.code) == [.speechPauseLong])
        let finding = try #require(found.first)
        #expect(finding.severity == .advice)
        #expect(finding.ranges.count == 1)
        #expect(abs(finding.ranges[0].start - 39.92) < 0.03 && finding.ranges[0].end == 52)
        #expect(finding.measured == Quantity(finding.ranges[0].duration, .seconds))
        #expect(finding.facts["count"] == 1)
        #expect(finding.facts["longest"] == finding.ranges[0].duration)
        #expect(finding.facts["total"] == finding.ranges[0].duration)
    }

    @Test func aPlayingClipIsNoPause() {
        #expect(findings(moving { $0 > 40.5 && $0 < 51 ? .moving : .still }).isEmpty)
    }

    @Test func whatIsLeftOfAPauseBesideAClipCounts() throws {
        let found = findings(moving { $0 > 40 && $0 < 44 ? .moving : .still })
        #expect(found.first?.ranges.count == 1)
        #expect(abs((found.first?.ranges.first?.start ?? 0) - 44) < 0.001)
    }

    @Test func aSlideChangeDoesNotFillAPause() throws {
        let found = findings(moving { $0 > 45 && $0 < 45.4 ? .replaced : .still })
        #expect((found.first?.measured?.value ?? 0) > 12)
    }

    @Test func grainAndThePointerDoNotFillAPause() {
        #expect(findings(moving { _ in .slight }).count == 1)
    }

    @Test func playedSoundIsNoPause() {
        var measurements = MeasurementSet()
        measurements.summary.integratedLoudness = -20
        var loudness = Series(name: .loudnessMomentary, unit: .loudness, interval: 0.1, resolution: 0.01)
        for index in 0..<1000 { loudness.append((100..<520).contains(index) ? -21 : index < 800 ? -20 : -60) }
        measurements.series = [loudness]
        #expect(findings(measurements).isEmpty)
    }

    @Test func theStartAndTheEndAreNoPauses() {
        // A voice in the music intro, 7 s before the first word.
        let speech = [TimeRange(start: 1, end: 2), TimeRange(start: 10, end: 80), TimeRange(start: 95, end: 96)]
        #expect(findings(speech: speech).isEmpty)
    }

    @Test func aPodcastHasNoPicture() {
        #expect(findings(nil, video: false).count == 1)
    }

    @Test func withoutMeasurementsOfThePictureNothingIsSaid() {
        #expect(findings(nil).isEmpty)
    }

    @Test func shortPausesAreFine() {
        #expect(findings(speech: [TimeRange(start: 10, end: 47.1), TimeRange(start: 52, end: 80)]).isEmpty)
    }
}
