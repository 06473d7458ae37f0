package import ReviewModel

/// No signal on any channel: from start to end, or for a while inside a recording that has some.
package struct SilenceRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.audioSilent, .audioSilence]

    /// A click shorter than this does not end a silence, in seconds.
    private static let click = 0.1

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let channels = recording.measurements?.channelLevels, let first = channels.first else { return [] }
        let level = rubric[.silenceLevel]
        let loudest = loudest(of: channels, like: first)
        let highest = loudest.measured.max() ?? -120
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

    /// The strongest channel at each moment.
    private func loudest(of channels: [Series], like first: Series) -> Series {
        var result = first
        for channel in channels.dropFirst() {
            for index in 0..<min(result.count, channel.count) {
                result.steps[index] = max(result.steps[index], channel.steps[index])
            }
        }
        return result
    }
}
