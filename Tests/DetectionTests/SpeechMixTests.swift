import Detection
import Testing

@Suite struct SpeechMixTests {
    private static func mix(_ channels: [[Float]]) -> [Float] {
        var mono: [Float] = []
        Sound.feed(channels) { SpeechMix.mix($0, into: &mono) }
        return mono
    }

    @Test func averagesChannels() {
        #expect(Self.mix([[0.5, 1], [0.5, 0]]) == [0.5, 0.5])
    }

    @Test func aDeadChannelLeavesTheOther() {
        #expect(Self.mix([[0.5, -0.5], [0, 0]]) == [0.25, -0.25])
    }

    @Test func invertedChannelsDoNotCancel() {
        #expect(Self.mix([[0.5, -0.25], [-0.5, 0.25]]) == [0.5, -0.25])
    }
}
