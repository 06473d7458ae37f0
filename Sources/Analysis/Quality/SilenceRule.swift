package import ReviewModel

/// No signal on any channel: from start to end, or for a while inside a recording that has some.
package struct SilenceRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.audioSilent, .audioSilence]

    /// A click shorter than this does not end a silence, in seconds.
    private static let click = 0.1
    /// What the level series say of digital silence, in dBFS.
    private static let digitalSilence = -120.0

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements,
            let loudest = loudest(of: measurements.channelLevels, until: measurements.summary.videoEnd ?? 0)
        else { return [] }
        let level = rubric[.silenceLevel]
        let highest = loudest.measured.max() ?? Self.digitalSilence
        guard highest > level else {
            return [
                Finding(
                    .audioSilent, .mustFix, measured: Quantity(highest, .decibelsFullScale), threshold: rubric.quantity(.silenceLevel),
                    confidence: 0.99)
            ]
        }
        let ranges = loudest.ranges { $0 <= level }.merged(gap: Self.click).filter { $0.duration >= rubric[.silenceDuration] }
        guard let longest = ranges.map(\.duration).max() else { return [] }
        return [
            Finding(
                .audioSilence, .shouldFix, ranges: ranges, measured: Quantity(longest, .seconds), threshold: rubric.quantity(.silenceDuration),
                confidence: 0.97)
        ]
    }

    /// The strongest channel at each moment; nil without channels. Where the stream has a hole, and from where it ends to the end of the picture, there is nothing.
    private func loudest(of channels: [Series], until end: Double) -> Series? {
        guard var result = channels.first else { return nil }
        for channel in channels.dropFirst() {
            for index in 0..<min(result.count, channel.count) {
                result.steps[index] = max(result.steps[index], channel.steps[index])
            }
        }
        let nothing = Int16(Self.digitalSilence / result.resolution)
        result.steps = result.steps.map { $0 == Series.missing ? nothing : $0 }
        let lacking = Int((end - result.start) / result.interval) - result.count
        result.steps += Array(repeating: nothing, count: max(0, lacking))
        return result
    }
}
