internal import ReviewModel

extension MeasurementSet {
    /// The stretches that show one of these kinds of picture, neighbours joined. A picture that was never classed counts as a camera's.
    func ranges(of kinds: Set<PictureSpan.Kind>) -> [TimeRange] {
        guard !spans.isEmpty else {
            guard kinds.contains(.camera), let end = summary.videoEnd else { return [] }
            return [TimeRange(start: summary.videoStart ?? 0, end: end)]
        }
        return spans.filter { kinds.contains($0.kind) }.map(\.range).merged(gap: 0.001)
    }
}
