import CLibAV
import CLoudness
import Detection
import Foundation
import ReviewModel

/// Measures loudness (EBU R 128, Tech 3341 and 3342) with libebur128, and true peak (ITU-R BS.1770), in bins on the recording's clock.
final class LoudnessMeter: BinnedMeter {
    /// Seconds of a bin of momentary loudness and true peak.
    private static let interval = 0.1
    /// Bins that the window of momentary (400 ms) and of short-term loudness (3 s) takes to fill; before, there is nothing to read.
    private static let momentaryBins = 4
    private static let shortTermBins = 30
    /// Short-term loudness is read every second.
    private static let shortTermEvery = 10
    /// Below this loudness is missing, LUFS.
    private static let floor = -120.0

    private var state: UnsafeMutablePointer<ebur128_state>?
    private let channels: Int
    var bins: SampleBins
    private var peakMeters: [TruePeakMeter]
    private var interleaved: [Float] = []
    /// Whole bins since sound began, or began again after a hole longer than any window.
    private var filled = 0
    private var hasSound = false
    /// Samples of the hole that is being passed over.
    private var passed = 0
    private var peak = 0.0
    private var highestPeak = 0.0
    private var momentary = Series(name: .loudnessMomentary, unit: .loudness, interval: interval, resolution: 0.01)
    private var shortTerm = Series(name: .loudnessShortTerm, unit: .loudness, interval: 1, resolution: 0.01)
    private var peaks = Series(name: .truePeak, unit: .decibelsTruePeak, interval: interval, resolution: 0.01)

    /// - Parameter position: the first sample's place, in samples from the start of the recording.
    init(channels layout: [AVChannel], rate: Int, position: Int) throws {
        channels = layout.count
        bins = SampleBins(interval: Self.interval, rate: rate, position: position)
        peakMeters = layout.map { _ in TruePeakMeter(rate: rate) }
        let mode = EBUR128_MODE_I.rawValue | EBUR128_MODE_LRA.rawValue
        state = ebur128_init(UInt32(layout.count), UInt(rate), Int32(mode))
        guard let state else { throw ChildFailure(.limit, "Out of memory.") }
        for (index, place) in Self.places(layout).enumerated() {
            ebur128_set_channel(state, UInt32(index), Int32(place.rawValue))
        }
        for _ in 0..<bins.bin { close() }
    }

    deinit {
        ebur128_destroy(&state)
    }

    func take(_ part: PlanarSamples) {
        hasSound = true
        passed = 0
        feed(part)
    }

    /// The windows see what the recording lacks as silence.
    func pass(_ missing: Int) {
        // A hole longer than every window need not be fed to its end.
        if passed <= Self.shortTermBins * missing { feedSilence(missing) } else { filled = 0 }
        passed += missing
    }

    /// The series, and the figures of the whole recording: integrated loudness, loudness range, true peak.
    func finish() -> (series: [Series], integrated: Double?, range: Double?, truePeak: Double?) {
        if hasSound { close() }
        return ([momentary, shortTerm, peaks], read(ebur128_loudness_global), read(ebur128_loudness_range), Self.decibels(highestPeak))
    }

    func close() {
        if hasSound || filled > 0 { filled += 1 }
        momentary.append(hasSound && filled >= Self.momentaryBins ? read(ebur128_loudness_momentary) : nil)
        peaks.append(hasSound ? Self.decibels(peak) ?? Self.floor : nil)
        if momentary.count % Self.shortTermEvery == 0 {
            shortTerm.append(hasSound && filled >= Self.shortTermBins ? read(ebur128_loudness_shortterm) : nil)
        }
        highestPeak = max(highestPeak, peak)
        peak = 0
        hasSound = false
    }

    private func feed(_ sound: PlanarSamples) {
        let needed = sound.count * channels
        if interleaved.count < needed { interleaved += Array(repeating: 0, count: needed - interleaved.count) }
        interleaved.withUnsafeMutableBufferPointer { buffer in
            for channel in 0..<channels {
                let plane = sound.planes[channel]
                for index in 0..<sound.count { buffer[index &* channels &+ channel] = plane[index] }
            }
        }
        ebur128_add_frames_float(state, interleaved, sound.count)
        for channel in 0..<channels {
            peak = max(peak, Double(peakMeters[channel].push(sound.planes[channel], sound.count)))
        }
    }

    private func feedSilence(_ count: Int) {
        ebur128_add_frames_float(state, [Float](repeating: 0, count: count * channels), count)
    }

    private func read(_ measure: (UnsafeMutablePointer<ebur128_state>?, UnsafeMutablePointer<Double>?) -> Int32) -> Double? {
        var value = 0.0
        guard measure(state, &value) == Int32(EBUR128_SUCCESS.rawValue), value.isFinite, value >= Self.floor else { return nil }
        return value
    }

    private static func decibels(_ amplitude: Double) -> Double? {
        amplitude > 1e-6 && amplitude.isFinite ? 20 * log10(amplitude) : nil
    }
}

extension LoudnessMeter {
    /// The weight of each channel by its place (ITU-R BS.1770-4, table 3). One channel is heard from two speakers.
    private static func places(_ layout: [AVChannel]) -> [channel] {
        if layout.count == 1 { return [EBUR128_DUAL_MONO] }
        return layout.map { place in
            switch place {
            case AV_CHAN_FRONT_LEFT: EBUR128_LEFT
            case AV_CHAN_FRONT_RIGHT: EBUR128_RIGHT
            case AV_CHAN_FRONT_CENTER: EBUR128_CENTER
            case AV_CHAN_SIDE_LEFT, AV_CHAN_BACK_LEFT: EBUR128_LEFT_SURROUND
            case AV_CHAN_SIDE_RIGHT, AV_CHAN_BACK_RIGHT: EBUR128_RIGHT_SURROUND
            case AV_CHAN_LOW_FREQUENCY, AV_CHAN_LOW_FREQUENCY_2: EBUR128_UNUSED
            // Other places count without extra weight.
            default: EBUR128_CENTER
            }
        }
    }
}
