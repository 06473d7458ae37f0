import ReviewModel

/// A span that is being shown.
struct OpenSpan {
    var start: Double
    var features = SpanFeatures()
    /// Its first and its last picture at rest.
    private(set) var first: SettledPicture?
    private(set) var settled: SettledPicture?
    /// When it was last looked at, seconds.
    var seen: Double? { settled?.time }
    private var best: (edges: Int, time: Double)?

    /// A later picture is the better still if it has at least this share of the most edges there were: bullets are added, little else.
    private static let fullness = 0.97

    init(start: Double) {
        self.start = start
    }

    mutating func settle(_ picture: SettledPicture, where counts: (Int) -> Bool) {
        features.look(picture.texture)
        if let settled { features.compare(settled, picture, where: counts) }
        first = first ?? picture
        settled = picture
        let edges = picture.edgeCount
        if Double(edges) >= Self.fullness * Double(best?.edges ?? 0) { best = (max(edges, best?.edges ?? 0), picture.time) }
    }

    /// The last picture before a cut.
    mutating func leave(_ picture: SettledPicture) {
        if settled == nil { settle(picture, where: { _ in true }) }
        last = picture
    }
    private(set) var last: SettledPicture?

    /// It goes on with what an earlier span had shown.
    mutating func continues(_ earlier: ClosedSpan) {
        start = earlier.start
        features.add(earlier.features)
        first = earlier.first
        if let other = earlier.best, other.edges > (best?.edges ?? 0) { best = other }
    }

    func closed(at end: Double) -> ClosedSpan {
        ClosedSpan(start: start, end: end, features: features, first: first, last: last ?? settled, best: best)
    }
}

/// A span that is over.
struct ClosedSpan {
    var start: Double
    var end: Double
    var features: SpanFeatures
    var first: SettledPicture?
    var last: SettledPicture?
    var best: (edges: Int, time: Double)?
}
