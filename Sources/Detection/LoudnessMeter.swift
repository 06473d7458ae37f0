import Foundation
package import ReviewModel

/// Measures loudness by EBU R 128 (Tech 3341 and 3342, ITU-R BS.1770-4): momentary loudness in bins of 100 ms and short-term loudness every second
/// on the recording's clock, and the figures of the whole.
///
/// Windows slide by 10 ms, so that the highest momentary loudness of a burst is found wherever it begins.
package struct LoudnessMeter: BinnedMeter {
    /// Seconds that windows slide by.
    private static let step = 0.01
    /// Steps in 100 ms, 1 s, 400 ms and 3 s.
    private static let stepsPerBin = 10
    private static let stepsPerSecond = 100
    private static let momentarySteps = 40
    private static let shortTermSteps = 300
    /// Below this loudness is missing, LUFS.
    private static let floor = -120.0

    package var bins: SampleBins
    private var weighting: KWeighting
    private var energy = 0.0
    private var samples = 0
    private var steps = 0
    private var hasSound = false
    /// Whether the current bin of 100 ms has sound.
    private var isHeard = false
    /// Steps of the hole that is being passed over; there is one before the first sound.
    private var passed = shortTermSteps
    private var momentary = PowerWindow(steps: momentarySteps)
    private var shortTerm = PowerWindow(steps: shortTermSteps)
    private var momentaryPowers: [Float] = []
    private var shortTermPowers: [Float] = []
    private var highestMomentary = 0.0
    private var highestShortTerm = 0.0
    private var momentarySeries = Series(name: .loudnessMomentary, unit: .loudness, interval: 0.1, resolution: 0.01)
    private var shortTermSeries = Series(name: .loudnessShortTerm, unit: .loudness, interval: 1, resolution: 0.01)

    /// - Parameters:
    ///   - weights: of the channels (ITU-R BS.1770-4, table 3): 1 for the front, 1.41 for the sides, 0 for low-frequency effects, and 2 for a
    ///     single channel, which is heard from two speakers.
    ///   - rate: hertz.
    ///   - position: the first sample's place, in samples from the start of the recording.
    package init(weights: [Double], rate: Int, position: Int) {
        bins = SampleBins(interval: Self.step, rate: rate, position: position)
        weighting = KWeighting(weights: weights, rate: rate)
        closeEarlierBins()
    }

    package mutating func take(_ part: PlanarSamples) {
        energy += weighting.energy(part)
        samples += part.count
        (hasSound, isHeard, passed) = (true, true, 0)
    }

    /// The windows see what the recording lacks as silence.
    package mutating func pass(_ missing: Int) {
        if passed == 0 { weighting.reset() }
        samples += missing
    }

    package mutating func close() {
        closeStep()
        if steps % Self.stepsPerBin == 0 { read() }
    }

    /// The series and figures of the recording.
    package mutating func finish() -> Loudness {
        if samples > 0 { closeStep() }
        if steps % Self.stepsPerBin != 0 { append() }
        return Loudness(
            series: [momentarySeries, shortTermSeries], integrated: LoudnessGate.integrated(momentaryPowers),
            range: LoudnessGate.range(shortTermPowers), highestMomentary: Self.loudness(highestMomentary),
            highestShortTerm: Self.loudness(highestShortTerm))
    }

    private mutating func closeStep() {
        steps += 1
        // A hole longer than every window empties them.
        if !hasSound { passed += 1 }
        if passed > Self.shortTermSteps {
            if shortTerm.filled > 0 { (momentary, shortTerm) = (PowerWindow(steps: Self.momentarySteps), PowerWindow(steps: Self.shortTermSteps)) }
        } else {
            momentary.push(energy: energy, samples: samples)
            shortTerm.push(energy: energy, samples: samples)
            highestMomentary = max(highestMomentary, momentary.power ?? 0)
            highestShortTerm = max(highestShortTerm, shortTerm.power ?? 0)
        }
        (energy, samples, hasSound) = (0, 0, false)
    }

    /// Reads the windows at the end of a bin of 100 ms.
    private mutating func read() {
        if let power = momentary.power { momentaryPowers.append(Float(power)) }
        if let power = shortTerm.power { shortTermPowers.append(Float(power)) }
        append()
    }

    private mutating func append() {
        momentarySeries.append(isHeard ? momentary.power.flatMap(Self.loudness) : nil)
        if (steps + Self.stepsPerBin - 1) / Self.stepsPerBin % (Self.stepsPerSecond / Self.stepsPerBin) == 0 {
            shortTermSeries.append(isHeard ? shortTerm.power.flatMap(Self.loudness) : nil)
        }
        isHeard = false
    }

    private static func loudness(_ power: Double) -> Double? {
        guard power > 0 else { return nil }
        let loudness = LoudnessGate.loudness(of: power)
        return loudness >= floor ? loudness : nil
    }
}

/// What a `LoudnessMeter` has measured.
package struct Loudness: Sendable {
    /// Momentary and short-term loudness, LUFS.
    package let series: [Series]
    /// LUFS; nil where nothing reaches the gate.
    package let integrated: Double?
    /// LU; nil where nothing reaches the gate for as long as a window of 3 s.
    package let range: Double?
    /// The highest over a window, LUFS; nil where no window was full, or all was silence.
    package let highestMomentary: Double?
    package let highestShortTerm: Double?
}
