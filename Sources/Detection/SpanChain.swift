import ReviewModel

/// The spans that are over. What comes back after a flash or a short black is one span with what was before it.
struct SpanChain {
    private var recent: [ClosedSpan] = []
    private var done: [Finished] = []

    private struct Finished {
        var span: PictureSpan
        var isBlack: Bool
    }

    /// Seconds of flash or black that do not divide a slide.
    private static let interruption = 3.5
    /// How many spans such an interruption may have.
    private static let most = 8

    mutating func append(_ span: OpenSpan, end: Double) {
        recent.append(span.closed(at: end))
        if recent.count > Self.most { retire(recent.removeFirst()) }
    }

    /// The earlier span that shows the same picture as one that began at `start`; it is taken off, with all that came between.
    mutating func reopen(for picture: SettledPicture, at start: Double) -> ClosedSpan? {
        guard recent.count > 1 else { return nil }
        let index = recent.indices.dropLast().last { index in
            start - recent[index].end <= Self.interruption && recent[index].last?.isSame(as: picture, where: { _ in true }) ?? false
        }
        guard let index else { return nil }
        let result = recent[index]
        recent.removeSubrange(index...)
        return result
    }

    private mutating func retire(_ span: ClosedSpan, range: LumaRange = .limited) {
        let seconds = span.end - span.start
        let kind = SpanKind(span.features, seconds: seconds)
        let still = span.best.map { min(max($0.time, span.start), span.end - 0.001) }
        done.append(
            Finished(
                span: PictureSpan(start: span.start, end: span.end, kind: kind.kind, inset: kind.inset, still: still),
                isBlack: span.last?.isBlack(range) ?? false))
    }

    mutating func finish(_ range: LumaRange) -> [PictureSpan] {
        recent.forEach { retire($0, range: range) }
        recent = []
        return Self.withoutBlack(done)
    }

    /// Black between two spans is a fade from one to the other, and has no span of its own unless it lasts.
    private static func withoutBlack(_ spans: [Finished]) -> [PictureSpan] {
        var result: [PictureSpan] = []
        var gapStart: Double?
        for (index, next) in spans.enumerated() {
            if next.isBlack, next.span.end - next.span.start < 3, spans.count > 1, index + 1 < spans.count || !result.isEmpty {
                if index + 1 < spans.count {
                    gapStart = gapStart ?? next.span.start
                } else {
                    result[result.count - 1].end = next.span.end
                }
                continue
            }
            var span = next.span
            if let begin = gapStart {
                let middle = result.isEmpty ? begin : (begin + span.start) / 2
                if !result.isEmpty { result[result.count - 1].end = middle }
                span.start = middle
                gapStart = nil
            }
            result.append(span)
        }
        return result
    }
}
