import ReviewModel
import Speech
import Testing

struct SampleWindowTests {
    @Test func samplesKeepTheirTimesWhenOthersAreForgotten() {
        var window = SampleWindow(origin: 10)
        for second in 0..<60 { window.append(Array(repeating: Float(second), count: 16000)) }
        #expect(window.end == 70)
        window.forget(before: 55)
        window.withSamples(in: TimeRange(start: 60.5, end: 61.5)) { samples, start in
            #expect(start == 60.5)
            #expect(samples.count == 16000)
            #expect(samples.first == 50 && samples.last == 51)
        }
        // What is no longer there, or not yet, is left out.
        window.withSamples(in: TimeRange(start: 20, end: 56)) { samples, start in
            #expect(start == 55)
            #expect(samples.count == 16000)
        }
        window.withSamples(in: TimeRange(start: 69, end: 90)) { samples, _ in #expect(samples.count == 16000) }
    }

    @Test func theQuietestMomentIsFound() {
        var samples = (0..<16000).map { _ in Float(0.5) }
        for index in 9000..<10000 { samples[index] = 0.01 }
        let found = samples.withUnsafeBufferPointer { QuietMoment.find(in: $0) }
        #expect((9390...9610).contains(found))
        #expect([Float](repeating: 1, count: 10).withUnsafeBufferPointer { QuietMoment.find(in: $0) } == 5)
    }
}
