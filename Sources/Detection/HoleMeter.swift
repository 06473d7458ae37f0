package import ReviewModel

/// Finds where the sound of a channel breaks off in the middle of a wave and comes back as suddenly: lost packets, buffers that ran dry, bad edits.
///
/// A voice never does that. However sharply a sound ends, the mouth, the room and the microphone ring for some milliseconds: in 25 minutes of
/// prompts, clean studio speech included, no sound fell by more than 25 dB between the 4 ms before a moment and the 7 ms after it. A hole falls by
/// 30 dB and more even when it was coded as AAC at 96 kb/s afterwards. Speech does begin that sharply, so the fall counts most.
package struct HoleMeter {
    /// More holes than this are not kept: a recording that broken needs no better count.
    static let most = 2000

    private let rate: Int
    private var position: Int
    private var channels: [HoleFinder]
    private var events: [MediaEvent] = []

    /// - Parameter position: the first sample's place, in samples from the start of the recording.
    package init(channels: Int, rate: Int, position: Int) {
        self.rate = rate
        self.position = position
        self.channels = Array(repeating: HoleFinder(rate: rate, position: position), count: channels)
    }

    package mutating func push(_ sound: PlanarSamples) {
        for channel in channels.indices {
            channels[channel].push(sound.planes[channel], sound.count) { hole in
                guard events.count < Self.most else { return }
                let (start, end) = (Double(hole.range.lowerBound) / Double(rate), Double(hole.range.upperBound) / Double(rate))
                events.append(MediaEvent(.soundHole, start: start, end: end, value: hole.fall, channel: channel))
            }
        }
        position += sound.count
    }

    /// Passes over samples that the recording does not have: what players make of them is another matter.
    package mutating func skip(_ count: Int) {
        position += count
        for channel in channels.indices { channels[channel] = HoleFinder(rate: rate, position: position) }
    }

    package func finish() -> [MediaEvent] {
        events.sorted { ($0.start, $0.channel ?? 0) < ($1.start, $1.channel ?? 0) }
    }
}
