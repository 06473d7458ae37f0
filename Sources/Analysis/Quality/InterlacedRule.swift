package import ReviewModel

/// Combing: what moves shows two moments in alternate rows.
///
/// A pattern of one-row lines has combing too, but the order of its fields does not matter. Where nothing moves there is no combing, so the
/// ranges are joined over still moments.
package struct InterlacedRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.videoInterlaced]

    /// Who speaks stands still for this many seconds now and then.
    private static let gap = 3.0
    private static let share = 0.15
    /// Combing that many times the limit, and an order of the fields that matters that much, are beyond doubt.
    /// From this order on it is plain what the combing is, and this part of the limit will do.
    private static let plainOrder = 0.8
    private static let plainPart = 0.3
    private static let certain = (combing: 3.0, order: 0.25)

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements, let order = measurements[.fieldOrder],
            let sampled = SampledRanges(.combing, in: measurements, within: measurements.ranges(of: [.camera, .mixed, .slide, .screen]))
        else { return [] }
        // What moves slowly is combed at few places, but the order of its fields is beyond doubt.
        let isPlain = abs(Self.values(of: order, in: TimeRange(start: order.start, end: order.end)).median) >= Self.plainOrder
        let limit = rubric[.interlacedShare] * (isPlain ? Self.plainPart : 1)
        let found = sampled.ranges(gap: Self.gap, share: Self.share) { $0 >= limit }
            .map { (range: $0.range, combed: $0.values.filter { $0 >= limit }, order: abs(Self.values(of: order, in: $0.range).median)) }
            .filter { Double($0.combed.count) * sampled.series.interval >= rubric[.interlacedDuration] && $0.order >= rubric[.interlacedOrder] }
        guard !found.isEmpty else { return [] }
        let combing = found.flatMap(\.combed).median
        let sureness = min(1, combing / limit / Self.certain.combing, found.map(\.order).median / Self.certain.order)
        return [
            Finding(
                .videoInterlaced, .shouldFix, ranges: found.map(\.range), measured: Quantity(combing, .share),
                threshold: rubric.quantity(.interlacedShare), confidence: 0.75 + 0.21 * sureness)
        ]
    }

    private static func values(of series: Series, in range: TimeRange) -> [Double] {
        (0..<series.count).compactMap { series.range(at: $0).overlaps(range) ? series[$0] : nil }
    }
}
