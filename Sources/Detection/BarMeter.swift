import ReviewModel

/// Measures black bars at the edges of the picture, about once a second: how far in from each edge every line is black, and along how much of the
/// inner edge lit content follows at once. A bar has a straight edge with content behind it; the black of a dark slide has letters here and there.
struct BarMeter {
    private var bars = [SeriesName.barTop, .barBottom, .barLeft, .barRight].map {
        HeldSeries($0, .share, interval: interval, resolution: 1.0 / 16384, .least)
    }
    private var edges = [SeriesName.barTopEdge, .barBottomEdge, .barLeftEdge, .barRightEdge].map {
        HeldSeries($0, .share, interval: interval, resolution: 1.0 / 1024, .most)
    }
    private var shown: (bars: [BlackBar]?, time: Double)?
    private var measured = -Double.infinity
    private var isStale = true

    private static let interval = 2.0
    /// Seconds between two pictures that are looked at.
    private static let spacing = 0.8

    mutating func push(_ picture: MeasuredPicture) {
        if !picture.isRepeated { isStale = true }
        guard isStale, picture.time - measured >= Self.spacing else { return }
        isStale = false
        measured = picture.time
        hold(to: picture.time)
        shown = (BlackBar.all(in: picture), picture.time)
    }

    mutating func finish(at end: Double) -> [Series] {
        hold(to: end)
        return bars.indices.map { bars[$0].finish() } + edges.indices.map { edges[$0].finish() }
    }

    private mutating func hold(to time: Double) {
        guard let shown, let found = shown.bars else { return }
        for (side, bar) in found.enumerated() {
            bars[side].hold(bar.size, from: shown.time, to: time)
            edges[side].hold(bar.edge, from: shown.time, to: time)
        }
    }
}
