import ReviewModel

/// Classes a span by what it has shown.
///
/// A camera's picture is natural all over and never quite still; drawn content is even ground with sharp edges that stands still where nothing is
/// done to it. What is natural and moves within a rectangle of drawn content is a camera beside it.
struct SpanKind {
    let kind: PictureSpan.Kind
    let inset: PictureArea?

    /// Shares of samples from which on a cell moves, or has grain; at least this often.
    private static let movingShare = 0.05
    private static let grainShare = 0.3
    private static let leastSamples = 2
    /// Shares of the picture: less motion than this is a pointer or a timer; an inset is at least this large, and a camera's picture with bars
    /// round it at least this.
    private static let leastMotion = 0.02
    /// Of all cells that are not flat, and of all: this many are natural in a camera's picture.
    private static let naturalShare = 0.3
    private static let leastNatural = 0.15
    /// Of the pixels: a picture with so much even ground is drawn.
    private static let drawnGround = 0.5
    /// Content that comes this often, in looks a second, and this many times is typed; this much lost is shown, not built.
    private static let typedRate = 0.35
    private static let typedTimes = 6
    private static let changedTimes = 2
    private static let changedShare = 0.2
    /// Of the cells.
    private static let movingShareOfScreen = 0.08
    private static let stoppedShare = 0.3
    /// A span of fewer samples is too short to have moved: what is natural in it counts.
    private static let shortSamples = 6

    init(_ features: SpanFeatures, seconds: Double) {
        let cells = Cells(features)
        let inset = InsetFinder(features, lively: cells.lively, natural: cells.natural).find()
        if cells.isCamera {
            (kind, self.inset) = (.camera, nil)
        } else if let inset, !inset.isWhole && cells.isBarred(round: inset.area) || inset.isWhole && cells.ground < Self.drawnGround {
            (kind, self.inset) = (.camera, nil)
        } else if let inset, !inset.isWhole {
            (kind, self.inset) = (.mixed, inset.area)
        } else if Self.changes(features, cells, seconds) {
            (kind, self.inset) = (.screen, nil)
        } else {
            (kind, self.inset) = (.slide, nil)
        }
    }

    private static func changes(_ features: SpanFeatures, _ cells: Cells, _ seconds: Double) -> Bool {
        let content = features.content
        if content.growths >= typedTimes && Double(content.growths) > typedRate * seconds { return true }
        if content.losses >= changedTimes && content.lostShare > changedShare { return true }
        return content.scrolls > 0 || cells.movingShare > movingShareOfScreen
    }

    /// The cells of a span by what they did and are.
    private struct Cells {
        let moving: [Bool]
        /// Moving, or with grain.
        let lively: [Bool]
        let natural: [Bool]
        let flat: [Bool]
        let ground: Double
        let mean: [Float]
        let isShort: Bool
        let isBurnt: Bool
        /// A natural picture that came with a cut, moved all over, and then stood still: a camera that stopped, and no photograph.
        let stopped: Bool

        init(_ features: SpanFeatures) {
            let samples = Double(max(1, features.samples))
            let looks = UInt32(max(1, features.looks))
            moving = features.moved.map { $0 >= UInt32(SpanKind.leastSamples) && Double($0) > SpanKind.movingShare * samples }
            lively = zip(moving, features.stirred).map { $0 || ($1 >= UInt32(SpanKind.leastSamples) && Double($1) > SpanKind.grainShare * samples) }
            natural = features.natural.map { $0 * 2 >= looks && features.looks > 0 }
            flat = features.flat.map { $0 * 2 >= looks && features.looks > 0 }
            ground = features.ground / Double(looks)
            mean = features.mean
            isBurnt = features.burnt * 2 > features.looks
            isShort = features.samples < SpanKind.shortSamples
            stopped = features.isCut && Self.share(features.moved.map { $0 > 0 }) > SpanKind.stoppedShare
        }

        private static func share(_ cells: [Bool]) -> Double { Double(cells.count { $0 }) / Double(SpanGrid.cells) }

        var movingShare: Double { Self.share(moving) }

        var isCamera: Bool {
            let natural = Self.share(self.natural)
            if isBurnt { return Self.share(lively) >= SpanKind.leastMotion }
            guard isShort || stopped || Self.share(lively) >= SpanKind.leastMotion, ground < SpanKind.drawnGround else { return false }
            return natural >= SpanKind.leastNatural && natural >= SpanKind.naturalShare * (1 - Self.share(flat)) || Self.share(lively) > 0.85
        }

        /// Whether there is nothing but black round an area.
        func isBarred(round area: PictureArea) -> Bool {
            (0..<SpanGrid.cells).allSatisfy { cell in
                let x = (Double(cell % SpanGrid.columns) + 0.5) / Double(SpanGrid.columns)
                let y = (Double(cell / SpanGrid.columns) + 0.5) / Double(SpanGrid.rows)
                let inside = x > area.x - 0.04 && x < area.x + area.width + 0.04 && y > area.y - 0.06 && y < area.y + area.height + 0.06
                return inside || (flat[cell] && mean[cell] < 24)
            }
        }
    }
}
