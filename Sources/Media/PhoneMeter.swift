import CLibAV
import CLoudness
import Detection
import Foundation
import ReviewModel

/// Measures how loud a recording is on a phone that plays it from its one speaker: all channels mixed into one, within the speaker's band.
///
/// Integrated loudness (EBU R 128) with the one channel counted as heard from two speakers, so that a voice which is the same on both sides and lies
/// within the band reads what it reads in stereo.
final class PhoneMeter {
    /// Where nothing reaches the gate of EBU R 128, LUFS.
    private static let nothing = -70.0

    private var state: UnsafeMutablePointer<ebur128_state>?
    private let weights: [Float]
    private var band: PhoneBand
    private var mix: [Float] = []

    init(channels layout: [AVChannel], rate: Int) throws {
        weights = layout.count == 1 ? [1] : layout.map(Self.weight)
        band = PhoneBand(rate: rate)
        state = ebur128_init(1, UInt(rate), Int32(EBUR128_MODE_I.rawValue))
        guard let state else { throw ChildFailure(.limit, "Out of memory.") }
        ebur128_set_channel(state, 0, Int32(EBUR128_DUAL_MONO.rawValue))
    }

    deinit {
        ebur128_destroy(&state)
    }

    func push(_ sound: PlanarSamples) {
        if mix.count < sound.count { mix = Array(repeating: 0, count: sound.count) }
        mix.withUnsafeMutableBufferPointer { mix in
            for index in 0..<sound.count { mix[index] = 0 }
            for (plane, weight) in zip(sound.planes, weights) where weight != 0 {
                for index in 0..<sound.count { mix[index] += plane[index] * weight }
            }
        }
        band.filter(&mix, count: sound.count)
        ebur128_add_frames_float(state, mix, sound.count)
    }

    func finish() -> Double {
        var value = 0.0
        guard ebur128_loudness_global(state, &value) == Int32(EBUR128_SUCCESS.rawValue), value.isFinite else { return Self.nothing }
        return max(Self.nothing, value)
    }

    /// The share of a channel in the mix: ITU-R BS.775-3, table 2, downmix to mono, scaled so that two equal sides keep their level.
    private static func weight(of place: AVChannel) -> Float {
        switch place {
        case AV_CHAN_FRONT_CENTER: 0.7071
        case AV_CHAN_SIDE_LEFT, AV_CHAN_SIDE_RIGHT, AV_CHAN_BACK_LEFT, AV_CHAN_BACK_RIGHT, AV_CHAN_BACK_CENTER: 0.3536
        case AV_CHAN_LOW_FREQUENCY, AV_CHAN_LOW_FREQUENCY_2: 0
        default: 0.5
        }
    }
}
