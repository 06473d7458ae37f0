import Analysis
import ReviewModel
import Testing

struct SpeechMissingRuleTests {
    private func findings(_ transcript: Transcript?, duration: Double = 300, sound: Bool = true, level: Double? = -25) -> [Finding] {
        var measurements = MeasurementSet()
        measurements.summary.channels = 1
        var series = Series(name: .level(channel: 0), unit: .decibelsFullScale, interval: 0.05, resolution: 0.01)
        level.map { for _ in 0..<100 { series.append($0) } }
        measurements.series = level == nil ? [] : [series]
        let recording = Spoken.recording(transcript, duration: duration, sound: sound, measurements: measurements)
        return SpeechMissingRule().findings(in: recording, by: .lecture)
    }

    @Test func soundWithoutSpeechIsFound() throws {
        let finding = try #require(findings(Spoken.transcript([])).first)
        #expect(finding.code == .speechMissing)
        #expect(finding.severity == .shouldFix)
        #expect(finding.ranges.isEmpty)
        #expect(finding.measured == Quantity(0, .share))
        #expect(finding.facts == ["speech": 0, "duration": 300])
    }

    @Test func aCoughIsNoSpeech() {
        #expect(findings(Spoken.transcript([], speech: [TimeRange(start: 5, end: 8)])).count == 1)
    }

    @Test func aTalkBehindAMusicIntroIsSpeech() {
        #expect(findings(Spoken.transcript(Spoken.words(100, perMinute: 150, from: 60))).isEmpty)
    }

    @Test func aFewMinutesOfTalkInALongDemonstrationAreSpeech() {
        #expect(findings(Spoken.transcript(Spoken.words(60, perMinute: 150)), duration: 3600).isEmpty)
    }

    @Test func silentAndShortRecordingsAreOtherFaults() {
        #expect(findings(Spoken.transcript([]), level: -90).isEmpty)
        #expect(findings(Spoken.transcript([]), duration: 8).isEmpty)
        #expect(findings(Spoken.transcript([]), sound: false).isEmpty)
        #expect(findings(nil).isEmpty)
    }

    @Test func withoutMeasurementsItIsLessSure() throws {
        #expect(try #require(findings(Spoken.transcript([]), level: nil).first).confidence < 0.8)
    }
}
