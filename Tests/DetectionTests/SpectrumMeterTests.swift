import Foundation
import ReviewModel
import Testing

@testable import Detection

@Suite struct SpectrumMeterTests {
    @Test(arguments: [8000, 16_000, 22_050, 48_000])
    func theNoiseBetweenWordsIsMeasured(rate: Int) throws {
        var sound = Talk.make(seconds: 12, rate: rate)
        Talk.addNoise(to: &sound, level: -40, from: 0, to: 12, rate: rate)
        let result = Self.measure([sound], rate: rate)
        let noise = try #require(result[.noiseLevel])
        // White noise up to half the sampling rate, of which the bands from 120 Hz to 16 kHz at most are looked at.
        let seen = rate == 48_000 ? -40 + 10 * log10(16.0 / 24) : -40
        #expect(noise.count == 12)
        #expect(noise.measured.allSatisfy { abs($0 - seen) < 2.5 })
        let talk = try #require(result[.talkLevel]).measured
        #expect(talk.count == 12 && talk.allSatisfy { $0 > -30 && $0 < -12 })
        let evenness = try #require(result[.noiseEvenness]).measured.sorted()
        #expect(evenness[evenness.count / 2] > -0.7)
    }

    @Test func cleanTalkHasNoNoise() throws {
        let noise = try #require(Self.measure([Talk.make(seconds: 12, rate: 16_000)], rate: 16_000)[.noiseLevel])
        #expect(noise.measured.allSatisfy { $0 < -100 })
    }

    @Test func noiseStepsWhereItBeginsAndEnds() throws {
        var sound = Talk.make(seconds: 30, rate: 16_000)
        Talk.addNoise(to: &sound, level: -70, from: 0, to: 30, rate: 16_000)
        Talk.addNoise(to: &sound, level: -38, from: 8.3, to: 21.6, rate: 16_000, seed: 9)
        let steps = Self.measure([sound], rate: 16_000).events(.noiseStep)
        let (up, down) = (try #require(steps.max { $0.value < $1.value }), try #require(steps.min { $0.value < $1.value }))
        #expect(abs(up.start - 8.3) < 0.11 && up.value > 20)
        #expect(abs(down.start - 21.6) < 0.11 && down.value < -20)
    }

    @Test func notesAreUnevenAndVary() throws {
        let rate = 16_000
        var sound = [Float](repeating: 0, count: 16 * rate)
        for beat in 0..<16 {
            for note in [262.0, 330, 392].map({ $0 * (beat % 4 < 2 ? 1 : 1.335) }) {
                for harmonic in 1...6 {
                    Talk.addTone(
                        note * Double(harmonic), amplitude: 0.05 / Double(harmonic), to: &sound, from: Double(beat), to: Double(beat) + 0.99,
                        rate: rate)
                }
            }
        }
        let result = Self.measure([sound], rate: rate)
        let evenness = try #require(result[.noiseEvenness]).measured.sorted()
        #expect(evenness[evenness.count / 2] < -1.5)
    }

    @Test(arguments: [(48_000, 50.0), (44_100, 60), (8000, 50), (96_000, 60)])
    func humIsFoundFromBeginningToEnd(rate: Int, mains: Double) throws {
        let seconds = rate > 50_000 ? 12.0 : 16
        var sound = Talk.make(seconds: seconds, rate: rate, top: 3900)
        Talk.addNoise(to: &sound, level: -65, from: 0, to: seconds, rate: rate)
        Talk.addTone(2 * mains, amplitude: 0.01, to: &sound, from: 4.3, to: 10.7, rate: rate)
        Talk.addTone(3 * mains, amplitude: 0.005, to: &sound, from: 4.3, to: 10.7, rate: rate)
        let result = Self.measure([sound], rate: rate)
        let hum = try #require(result.events(.hum).first)
        #expect(hum.value == mains)
        #expect(abs(hum.start - 4.3) < 0.2 && abs(hum.end - 10.7) < 0.2)
        let level = try #require(result[.humLevel]).measured.sorted()
        #expect(abs(level[level.count / 2] + 42) < 1.5)
        #expect(try #require(result[.humProminence]).measured.allSatisfy { $0 > 7 })
    }

    @Test func aVoiceAtTheMainsPitchIsNoHum() {
        #expect(Self.measure([Talk.make(seconds: 15, rate: 16_000)], rate: 16_000).events(.hum).isEmpty)
    }

    @Test func bassNotesAreNoHum() {
        let rate = 8000
        var sound = [Float](repeating: 0, count: 16 * rate)
        for (beat, note) in [49.0, 61.7, 55, 98, 46.2, 51.9, 58.3, 49, 65.4, 49, 61.7, 55, 98, 46.2, 51.9, 58.3].enumerated() {
            for harmonic in 1...4 {
                Talk.addTone(
                    note * Double(harmonic), amplitude: 0.1 / Double(harmonic), to: &sound, from: Double(beat), to: Double(beat) + 0.95, rate: rate)
            }
        }
        #expect(Self.measure([sound], rate: rate).events(.hum).isEmpty)
    }

    @Test func nothingAboveFourKilohertzIsSeen() throws {
        let narrow = Self.measure([Talk.make(seconds: 8, rate: 48_000, top: 3900)], rate: 48_000)
        #expect(try #require(narrow[.bandHigh]).measured.allSatisfy { $0 < -80 })
        #expect(try #require(narrow[.bandBody]).measured.max() ?? -120 > -50)
        let wide = Self.measure([Talk.make(seconds: 8, rate: 48_000)], rate: 48_000)
        #expect(try #require(wide[.bandHigh]).measured.max() ?? -120 > -45)
        #expect(Self.measure([Talk.make(seconds: 2, rate: 8000)], rate: 8000)[.bandHigh] == nil)
    }

    @Test func invertedSidesAreHeard() throws {
        let talk = Talk.make(seconds: 8, rate: 16_000)
        let talkLevel = try #require(Self.measure([talk, talk.map { -$0 }], rate: 16_000)[.talkLevel]).measured
        #expect(talkLevel.contains { $0 > -30 })
    }

    @Test func binsLieOnTheRecordingsClockAndHolesAreSilence() throws {
        let rate = 16_000
        var meter = SpectrumMeter(rate: rate, position: 2 * rate)
        let talk = Talk.make(seconds: 4, rate: rate)
        Sound.feed([talk]) { meter.push($0) }
        meter.skip(3 * rate)
        Sound.feed([talk]) { meter.push($0) }
        let series = meter.finish().series
        let share = try #require(series.first { $0.name == .talkShare })
        #expect(share.count == 13)
        let heard = (0..<13).map { (share[$0] ?? 0) > 0.1 }
        #expect(heard == [false, false, true, true, true, true, false, false, false, true, true, true, true])
    }

    private static func measure(_ channels: [[Float]], rate: Int) -> MeasurementSet {
        var meter = SpectrumMeter(rate: rate, position: 0)
        Sound.feed(channels) { meter.push($0) }
        let result = meter.finish()
        return MeasurementSet(series: result.series, events: result.events)
    }
}
