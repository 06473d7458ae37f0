package import ReviewModel

/// The wave does not swing round zero.
///
/// Facts: `channel` with the largest offset, counted from 0.
package struct OffsetRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.audioDCOffset]

    /// The mean of a shorter recording may be the sound's own, in seconds: a low tone that is cut off.
    private static let least = 3.0

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let summary = recording.measurements?.summary, let offsets = summary.offsets,
            (summary.audioEnd ?? 0) - (summary.audioStart ?? 0) >= Self.least,
            let channel = offsets.indices.max(by: { abs(offsets[$0]) < abs(offsets[$1]) }), abs(offsets[channel]) > rubric[.offset]
        else { return [] }
        return [
            Finding(
                .audioDCOffset, .advice, measured: Quantity(abs(offsets[channel]), .share), threshold: rubric.quantity(.offset),
                confidence: 0.97, facts: ["channel": Double(channel)])
        ]
    }
}
