import ReviewModel
import Testing

@testable import Feedback

/// Numbers and times as reports print them.
@Suite struct NumbersInPrint {
    @Test(arguments: [(0, "0:00.0"), (10, "0:10.0"), (59.96, "1:00.0"), (723.44, "12:03.4"), (3723.4, "1:02:03.4"), (-0.04, "0:00.0")])
    func clock(seconds: Double, text: String) {
        #expect(NumberStyle.english.clock(seconds) == text)
        #expect(NumberStyle.german.clock(seconds) == text.replacing(".", with: ","))
    }

    @Test(arguments: [(3, "3.0 s"), (59.7, "1 min"), (125, "2 min 5 s"), (3600, "1 h"), (3840, "1 h 4 min")])
    func length(seconds: Double, text: String) {
        #expect(NumberStyle.english.length(seconds) == text)
        #expect(NumberStyle.german.length(seconds) == text.replacing(".", with: ","))
    }

    @Test func moments() {
        #expect(English().moment("2026-11-05T19:47:41Z") == "5 November 2026, 19:47 UTC")
        #expect(German().moment("2026-03-25T09:07:41Z") == "25. März 2026, 09:07 UTC")
        #expect(English().moment("yesterday") == "yesterday")
    }

    @Test func languages() {
        let summary = Report.TranscriptSummary(transcript: SampleReport.transcript, href: [:])
        #expect(English().transcript(summary).contains(" words · English · confidence"))
        #expect(German().transcript(summary).contains(" Wörter · Englisch · Sicherheit"))
        #expect(German().transcript(summary).hasSuffix("maschinell erkannt, bitte prüfen"))
        #expect(English().languageName("xq") == "xq")
    }

    @Test func quantities() {
        let english = English()
        #expect(english.quantity(Quantity(-23, .loudness)) == "−23.0 LUFS")
        #expect(english.quantity(Quantity(-0.01, .decibels)) == "0.0 dB")
        #expect(english.quantity(Quantity(0.714, .share)) == "71 %")
        #expect(english.quantity(Quantity(29.97, .framesPerSecond)) == "29.97 fps")
        #expect(english.quantity(Quantity(1, .flashesPerSecond)) == "1 flash a second")
        #expect(english.quantity(Quantity(12345, .count)) == "12\u{202F}345")
        #expect(english.quantity(Quantity(.infinity, .decibels)) == "? dB")
        #expect(english.numbers.bytes(18_400_000) == "18 MB")
        #expect(english.numbers.bytes(1_500) == "1.5 kB")
    }

    @Test(
        arguments: [
            (0.0721, 0.0667, .seconds, "0.072 s", "0.067 s"), (0.11, 0.08, .seconds, "0.11 s", "0.08 s"), (2.04, 2, .seconds, "2.04 s", "2.00 s"),
            (3, 1, .seconds, "3.0 s", "1.0 s"), (1, 1, .seconds, "1.0 s", "1.0 s"), (-20.04, -20, .loudness, "−20.04 LUFS", "−20.00 LUFS"),
            (0.304, 0.3, .share, "30.4 %", "30.0 %"), (0.0462, 0.046, .share, "4.62 %", "4.60 %"), (.infinity, .infinity, .decibels, "? dB", "? dB"),
        ] as [(Double, Double, Quantity.Unit, String, String)])
    func aValueDoesNotLookLikeItsLimit(value: Double, limit: Double, unit: Quantity.Unit, measured: String, beside: String) {
        let item = SmallReport.item(.durationMismatch, .shouldFix, "", measured: Quantity(value, unit), threshold: Quantity(limit, unit))
        let amounts = English().amounts(of: item)
        #expect(amounts?.measured == measured && amounts?.limit == beside)
        #expect(German().amounts(of: item)?.measured == measured.replacing(".", with: ","))
    }

    @Test func whatHasNoLimitHasNoneBesideIt() {
        let bare = English().amounts(of: SmallReport.item(.speechPaceFast, .advice, "", measured: Quantity(180.4, .wordsPerMinute)))
        #expect(bare?.measured == "180 words/min" && bare?.limit == nil)
        #expect(English().amounts(of: SmallReport.item(.audioNoise, .advice, "", threshold: Quantity(1, .seconds)))?.measured == nil)
    }

    @Test func quantitiesInGerman() {
        let german = German()
        #expect(german.quantity(Quantity(-23, .loudness)) == "−23,0 LUFS")
        #expect(german.quantity(Quantity(0.0714, .share)) == "7,1 %")
        #expect(german.quantity(Quantity(29.97, .framesPerSecond)) == "29,97 Bilder/s")
        #expect(german.quantity(Quantity(4.5, .flashesPerSecond)) == "4,5 Blitze pro Sekunde")
        #expect(german.quantity(Quantity(12345.6, .perHundredWords)) == "12\u{202F}345,6 je 100 Wörter")
        #expect(german.numbers.bytes(1_500) == "1,5 kB")
        #expect(german.numbers.bytes(12) == "12 Byte")
        #expect(german.numbers.span(TimeRange(start: 723.44, end: 729)) == "12:03,4–12:09,0")
    }

    @Test func numbersForMachines() {
        #expect(Printed.plain(13.0) == "13" && Printed.plain(67.4) == "67.4" && Printed.plain(-0.0001) == "0")
    }

    @Test func aTimeAxisHasRoundTicksThatFit() {
        for (duration, step) in [(10.0, 1.0), (90, 10), (600, 60), (5400, 600), (10800, 900)] {
            let axis = TimeAxis(duration: duration, room: 12)
            #expect(axis.step == step)
            #expect(axis.ticks.count <= 13 && axis.ticks.count >= 5)
        }
        #expect(TimeAxis(duration: 1e7, room: 5).ticks.count <= 6)
    }

    @Test func aLongRecordingBecomesAFewHundredPoints() {
        let measurements = SampleReport.measurements(duration: 10_800, speech: [TimeRange(start: 0, end: 9000)])
        let timeline = Timeline(measurements: measurements, transcript: nil, findings: [], duration: 10_800)
        #expect(timeline.loudness.count <= Timeline.mostPoints && timeline.loudness.count > 300)
        #expect(timeline.shots.count == 8)
        #expect(timeline.shots.last?.end == 10_800)
    }

    @Test func loudnessIsAveragedAsEnergy() {
        var series = Series(name: .loudnessMomentary, unit: .loudness, interval: 0.1, resolution: 0.01)
        for index in 0..<1200 { series.append(index.isMultiple(of: 2) ? -20 : -100) }
        let timeline = Timeline(measurements: MeasurementSet(series: [series]), transcript: nil, findings: [], duration: 120)
        #expect(timeline.loudness.count == 600)
        #expect(timeline.loudness.allSatisfy { abs(($0.value ?? 0) + 23.01) < 0.05 })
    }
}
