package import ReviewModel

/// Sound that ends before the picture does, or goes on long after it. Measured on what was decoded, not on what headers say.
///
/// Facts: `difference` in seconds, negative when the sound is shorter.
package struct DurationRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.durationMismatch]

    /// The last frame of a codec of sound need not be full, in seconds.
    private static let rounding = 0.003

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements, let picture = measurements.summary.videoEnd, let sound = measurements.summary.audioEnd,
            measurements.summary.frames > 0
        else { return [] }
        let difference = sound - picture
        let length = max(0.001, picture - (measurements.summary.videoStart ?? 0)) / Double(measurements.summary.frames)
        let shorter = rubric[.soundShorter] * length
        // Streams of one length that start apart end apart.
        let offset = StartOffsetRule().findings(in: recording, by: rubric).first?.facts["offset"]
        if let offset, abs(difference - offset) <= shorter { return [] }
        guard difference < -shorter - Self.rounding || difference > rubric[.soundLonger] && !isHeld(measurements),
            !isToldOtherwise(recording, from: min(picture, sound), to: max(picture, sound), rubric)
        else { return [] }
        let limit = difference < 0 ? shorter : rubric[.soundLonger]
        return [
            Finding(
                .durationMismatch, .shouldFix, ranges: [TimeRange(start: min(picture, sound), end: max(picture, sound))],
                measured: Quantity(abs(difference), .seconds), threshold: Quantity(limit, .seconds),
                confidence: confidence(abs(difference), limit), facts: ["difference": difference])
        ]
    }

    /// Pictures are on show for longer than this, in seconds, for this share of the time, where they come only when something changes.
    private static let still = (duration: 1.0, share: 0.5)

    /// Whether pictures come only when something changes: the last one stands for as long as the sound goes on.
    private func isHeld(_ measurements: MeasurementSet) -> Bool {
        guard let frames = measurements[.frames] else { return false }
        let held = frames.ranges { $0 < 1 }.filter { $0.duration > Self.still.duration }.reduce(0) { $0 + $1.duration }
        return held > Self.still.share * (frames.end - frames.start)
    }

    /// Recorders often stop their streams a few pictures apart; nobody is hindered by that.
    private func confidence(_ difference: Double, _ limit: Double) -> Double {
        difference > max(0.3, 1.2 * limit) ? 0.95 : difference > 1.5 * limit ? 0.8 : 0.6
    }

    /// A file that breaks off, sound that is silent up to its end, and a picture whose clock jumps explain the difference.
    private func isToldOtherwise(_ recording: Recording, from start: Double, to end: Double, _ rubric: Rubric) -> Bool {
        let container = ContainerRule().findings(in: recording, by: rubric)
        if container.contains(where: { $0.code == .containerTruncated }) { return true }
        let silence = SilenceRule().findings(in: recording, by: rubric)
        let middle = (start + end) / 2
        return silence.contains { $0.code == .audioSilent || $0.ranges.contains { $0.contains(middle) } }
    }
}
