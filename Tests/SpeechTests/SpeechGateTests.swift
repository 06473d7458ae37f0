import ReviewModel
import Speech
import Testing

struct SpeechGateTests {
    private func ranges(_ probabilities: [Float]) -> [TimeRange] {
        var gate = SpeechGate()
        var found: [TimeRange] = []
        for (index, probability) in probabilities.enumerated() {
            let start = Double(index) * 0.032
            if let range = gate.add(probability, over: TimeRange(start: start, end: start + 0.032)) { found.append(range) }
        }
        if let range = gate.finish() { found.append(range) }
        return found
    }

    private func frames(_ probability: Float, _ count: Int) -> [Float] { Array(repeating: probability, count: count) }

    @Test func speechIsFoundWhereItIs() throws {
        let found = ranges(frames(0.1, 100) + frames(0.9, 50) + frames(0.1, 100))
        #expect(found.count == 1)
        #expect(abs(found[0].start - 3.17) < 0.001)
        #expect(abs(found[0].end - 4.83) < 0.001)
    }

    @Test func aStopWithinAWordDoesNotEndIt() {
        #expect(ranges(frames(0.9, 20) + frames(0.1, 5) + frames(0.9, 20)).count == 1)
    }

    @Test func betweenTheThresholdsSpeechGoesOn() {
        #expect(ranges(frames(0.9, 20) + frames(0.4, 50) + frames(0.9, 20)).count == 1)
        #expect(ranges(frames(0.4, 100)).isEmpty)
    }

    @Test func aClickIsNoSpeech() {
        #expect(ranges(frames(0, 20) + frames(0.9, 3) + frames(0, 20)).isEmpty)
    }

    @Test func speechAtTheEndIsNotLost() {
        let found = ranges(frames(0, 10) + frames(0.9, 20))
        #expect(found.count == 1)
    }
}
