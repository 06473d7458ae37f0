internal import ReviewModel

extension MeasurementSet {
    /// The stretches that show one of these kinds of picture, neighbours joined. A picture that was never classed counts as a camera's.
    func ranges(of kinds: Set<PictureSpan.Kind>) -> [TimeRange] {
        guard !spans.isEmpty else {
            guard kinds.contains(.camera), let end = summary.videoEnd else { return [] }
            return [TimeRange(start: summary.videoStart ?? 0, end: end)]
        }
        return ranges(eachOf: kinds).merged(gap: 0.001)
    }

    /// The same, each span by itself.
    func ranges(eachOf kinds: Set<PictureSpan.Kind>) -> [TimeRange] {
        spans.filter { kinds.contains($0.kind) }.map(\.range)
    }

    /// The share of a stretch in which there is sound on some channel; 1 where there is no sound stream at all, for then it is the picture alone
    /// that counts.
    func soundShare(in range: TimeRange, above level: Double) -> Double {
        let channels = channelLevels
        guard let first = channels.first else { return 1 }
        let begin = max(0, Int((range.start - first.start) / first.interval))
        let end = max(begin, Int((range.end - first.start) / first.interval))
        guard end > begin else { return 0 }
        let heard = (begin..<end).count { index in
            channels.contains { index < $0.count && ($0[index].map { $0 > level } ?? false) }
        }
        return Double(heard) / Double(end - begin)
    }
}
