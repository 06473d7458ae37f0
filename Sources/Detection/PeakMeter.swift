import Foundation
package import ReviewModel

/// Measures true peak over all channels in bins of 100 ms, dBTP.
package struct PeakMeter: BinnedMeter {
    /// Seconds of a bin.
    private static let interval = 0.1
    /// What digital silence reads.
    private static let floor = -120.0

    package var bins: SampleBins
    private var meters: [TruePeakMeter]
    private var hasSound = false
    private var peak: Float = 0
    private var highest: Float = 0
    private var series = Series(name: .truePeak, unit: .decibelsTruePeak, interval: interval, resolution: 0.01)

    /// - Parameter position: the first sample's place, in samples from the start of the recording.
    package init(channels: Int, rate: Int, position: Int) {
        bins = SampleBins(interval: Self.interval, rate: rate, position: position)
        meters = (0..<channels).map { _ in TruePeakMeter(rate: rate) }
        closeEarlierBins()
    }

    package mutating func take(_ part: PlanarSamples) {
        hasSound = true
        for channel in meters.indices { peak = max(peak, meters[channel].push(part.planes[channel], part.count, above: peak)) }
    }

    package mutating func close() {
        series.append(hasSound ? Self.decibels(peak) ?? Self.floor : nil)
        highest = max(highest, peak)
        (peak, hasSound) = (0, false)
    }

    /// The series, and the highest of the recording, dBTP; nil where all is digital silence.
    package mutating func finish() -> (series: Series, highest: Double?) {
        if hasSound { close() }
        return (series, Self.decibels(highest))
    }

    private static func decibels(_ amplitude: Float) -> Double? {
        amplitude > 1e-6 && amplitude.isFinite ? 20 * log10(Double(amplitude)) : nil
    }
}
