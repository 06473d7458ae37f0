package import ReviewModel

/// What is wrong with the file itself.
///
/// Facts: `decoded` and, where the container says it, `declared` in seconds for *truncated*, `packets` for *corrupt*.
package struct ContainerRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.containerTruncated, .containerCorrupt, .containerSlowStart]

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        let truncated = truncated(recording, rubric)
        return [truncated, corrupt(recording, truncatedAt: truncated?.ranges.first?.start), slowStart(recording)].compactMap(\.self)
    }

    /// Less than this is no loss, in seconds, whatever the container says of its last packet or of bytes behind it.
    private static let noLoss = 0.1
    /// libavformat's names of containers that do not say when they end: their duration is read off the last timestamps, or guessed without an index.
    private static let endless: Set<String> = ["mpegts", "mpeg", "avi"]

    /// The media ends before its declared end, or in the middle of a packet.
    private func truncated(_ recording: Recording, _ rubric: Rubric) -> Finding? {
        guard let summary = recording.measurements?.summary, let decoded = [summary.videoEnd, summary.audioEnd].compactMap(\.self).max() else {
            return nil
        }
        guard let declared = recording.media.duration, !Self.endless.contains(recording.media.container) else {
            guard summary.endedEarly || breaksOff(recording, at: decoded) else { return nil }
            return Finding(
                .containerTruncated, .mustFix, ranges: [TimeRange(start: decoded, end: decoded)], threshold: rubric.quantity(.truncatedBy),
                confidence: 0.9, facts: ["decoded": decoded])
        }
        let missing = declared - decoded
        guard missing > rubric[.truncatedBy] || (summary.endedEarly && missing > Self.noLoss) else { return nil }
        return Finding(
            .containerTruncated, .mustFix, ranges: [TimeRange(start: decoded, end: max(decoded, declared))],
            measured: Quantity(max(0, missing), .seconds), threshold: rubric.quantity(.truncatedBy), confidence: 0.98,
            facts: ["declared": declared, "decoded": decoded])
    }

    /// A stream that was cut off at the border of two small packets ends with half a picture. Damage elsewhere would not lie there.
    private func breaksOff(_ recording: Recording, at end: Double) -> Bool {
        guard let last = recording.measurements?.events(.decodeError).map(\.start).max() else { return false }
        return Self.endless.contains(recording.media.container) && last >= end - Self.noLoss
    }

    /// Packets that cannot be decoded; those where a truncated file breaks off are that fault's.
    private func corrupt(_ recording: Recording, truncatedAt end: Double?) -> Finding? {
        guard let measurements = recording.measurements else { return nil }
        let errors = measurements.events(.decodeError).filter { event in end.map { event.start < $0 - 1 } ?? true }
        guard !errors.isEmpty else { return nil }
        let packets = errors.reduce(0) { $0 + $1.value }
        return Finding(
            .containerCorrupt, .mustFix, ranges: errors.map { TimeRange(start: $0.start, end: $0.end) }.merged(gap: 1),
            measured: Quantity(packets, .count), threshold: Quantity(0, .count), confidence: 0.95, facts: ["packets": packets])
    }

    private func slowStart(_ recording: Recording) -> Finding? {
        guard recording.media.indexBehindMedia == true else { return nil }
        return Finding(.containerSlowStart, .advice, confidence: 1)
    }
}
