import ReviewModel

/// Finds the moments at which a page that scrolled comes to rest.
///
/// It is looked at only when a picture of which much moved has come to rest: where it shows, shifted up or down, what was there shortly before, it
/// was scrolled.
struct ScrollMeter {
    private(set) var events: [MediaEvent] = []
    /// Pictures of the motion that goes on, a few moments apart, the latest last.
    private var samples: [(copy: LumaCopy, time: Double)] = []
    private var latest: (copy: LumaCopy, time: Double)?

    /// The share of the motion grid that moves when a page does.
    private static let share = 0.1
    /// Seconds between samples, and without motion after which it is over.
    private static let interval = 0.2
    private static let rest = 0.35
    /// So many are kept: a page that comes to rest softly has hardly moved in the last.
    private static let most = 3

    mutating func push(_ picture: MeasuredPicture) {
        let moving = picture.isRepeated ? 0 : picture.difference.cells.count { $0 >= MotionLevels.moving }
        guard Double(moving) >= Self.share * Double(MotionMap.cells) else {
            if let latest, picture.time - latest.time >= Self.rest { settle(latest) }
            return
        }
        if let last = latest, samples.last.map({ picture.time - $0.time >= Self.interval }) ?? true {
            samples.append(last)
            if samples.count > Self.most { samples.removeFirst() }
        }
        latest = (picture.copy, picture.time)
    }

    mutating func finish() {
        if let latest { settle(latest) }
    }

    private mutating func settle(_ last: (copy: LumaCopy, time: Double)) {
        let edges = EdgeMap(last.copy)
        if samples.reversed().contains(where: { EdgeMap($0.copy).isScrolled(to: edges) }) {
            events.append(MediaEvent(.scrollEnd, start: last.time))
        }
        samples = []
        latest = nil
    }
}
