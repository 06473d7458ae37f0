import ReviewModel

/// Divides a stream of pictures into spans: slides with their builds, shots between cuts.
///
/// Pictures are sampled five times a second. A sudden change that keeps few of the picture's edges begins a span at once. Any other change is
/// looked at when the picture has come to rest: if what was drawn before is still there, it is the same slide. Cells that move all the time, a
/// camera's, do not count. A recording that repeats one picture costs nothing.
struct SpanMeter {
    private var chain = SpanChain()
    private var open: OpenSpan?
    private var activity = CellActivity()
    private var trail = ChangeTrail()
    private var sampled: (copy: LumaCopy, time: Double)?
    private var latest: (copy: LumaCopy, time: Double)?
    private var range = LumaRange.limited
    private var isStale = false
    private var transition: Transition?
    /// The first picture of the open span, while it has not come to rest.
    private var arrival: SettledPicture?

    /// A change that is under way.
    private struct Transition {
        /// When the last picture without it was sampled, and when it was first seen.
        var start: Double
        var begun: Double
        /// Cells that moved anyway before it.
        var live: [Bool]
        /// What the span had shown before it.
        var features: SpanFeatures
        /// Samples since it last moved.
        var quiet = 0
        var samples = 0
        var most = 0
        var scrolls = 0
        var edges: EdgeMap?
    }

    /// Seconds between samples, of rest that ends a change, after which a change is over whatever moves, and between looks at small changes.
    private static let interval = 0.2
    private static let rest = 0.35
    private static let longest = 4.0
    private static let refresh = 1.0
    /// Cells: fewer move with a pointer, or a letter that is typed.
    private static let few = 8
    /// The share of the picture that must come to rest to be looked at, when a camera gave way to a slide little by little.
    private static let restedShare = 0.3
    /// From this share of live cells on they count too.
    private static let mostlyLive = 0.7
    /// The share of samples that must scroll in a change that is a scroll; a shorter one must end on the same page, or it brought another slide.
    private static let scrollShare = 0.4
    private static let longScroll = 2.0
    /// Cells that change when a page scrolls, at least.
    private static let scrolling = 60
    /// Cells: when so many changed at once, that was an event, and no motion of the span.
    private static let many = 100

    mutating func push(_ picture: MeasuredPicture, isSudden: Bool) {
        let time = picture.time
        range = picture.range
        guard let before = latest, before.copy.width == picture.copy.width, before.copy.height == picture.copy.height else {
            restart(picture)
            return
        }
        if !picture.isRepeated {
            isStale = true
            trail.step(amount(picture.difference), at: time)
            if isSudden { cut(from: before.copy, to: picture.copy, at: time) }
            latest = (picture.copy, time)
        }
        if isStale || transition != nil, let sampled, time - sampled.time >= Self.interval - 0.0005 { sample(picture.copy, at: time) }
    }

    mutating func finish(at end: Double) -> [PictureSpan] {
        guard let latest else { return [] }
        if transition != nil { settle(latest.copy, at: end) }
        close(at: end)
        return chain.finish(range)
    }

    /// The first picture, and one of another size.
    private mutating func restart(_ picture: MeasuredPicture) {
        close(at: picture.time)
        open = OpenSpan(start: picture.time)
        activity.clear()
        trail = ChangeTrail()
        sampled = (picture.copy, picture.time)
        latest = sampled
        begin(at: picture.time)
        trail.sample(CellTexture(picture.copy).mean, at: picture.time)
    }

    private mutating func begin(at time: Double) {
        transition = Transition(start: time, begun: time, live: Array(repeating: false, count: SpanGrid.cells), features: SpanFeatures())
    }

    /// How much of the picture changed, where it does not anyway.
    private func amount(_ difference: LumaDifference) -> Double {
        let scale = SpanGrid.columns / MotionMap.columns
        return (0..<MotionMap.cells).reduce(0) { sum, cell in
            let first = cell / MotionMap.columns * scale * SpanGrid.columns + cell % MotionMap.columns * scale
            let isLive = [first, first + 1, first + SpanGrid.columns, first + SpanGrid.columns + 1].contains { isLiveBefore($0) }
            return isLive ? sum : sum + Double(difference.cells[cell])
        }
    }

    private func isLiveBefore(_ cell: Int) -> Bool { transition?.live[cell] ?? activity.isLive(cell) }

    /// A sudden change: another picture if few edges stay.
    private mutating func cut(from before: LumaCopy, to after: LumaCopy, at time: Double) {
        guard let open, time > open.start + 0.001 else { return }
        let live = transition?.live ?? activity.live
        let isMostlyLive = Double(live.count { $0 }) > Self.mostlyLive * Double(SpanGrid.cells)
        let (old, new) = (SettledPicture(before, at: latest?.time ?? time), SettledPicture(after, at: time))
        // From slide to slide it may be the first step of a wipe: that is told when it has come to rest.
        guard old.isNatural || new.isNatural, old.isReplaced(by: new, where: { isMostlyLive || !live[$0] }) else { return }
        // A change that has not come to rest is over now.
        if transition != nil, self.open?.settled != nil { settle(before, at: old.time) }
        self.open?.leave(old)
        close(at: time)
        self.open = OpenSpan(start: time)
        self.open?.features.isCut = true
        arrival = new
        activity.clear()
        trail.sample(new.texture.mean, at: time)
        sampled = (after, time)
        isStale = false
        begin(at: time)
    }

    private mutating func sample(_ copy: LumaCopy, at time: Double) {
        guard let before = sampled else { return }
        let difference = SpanGrid.difference(before.copy, copy)
        let missed = max(0, Int(((time - before.time) / Self.interval).rounded()) - 1)
        let live = activity.live
        activity.push(difference, missed: missed)
        sampled = (copy, time)
        isStale = false
        let changing = (0..<SpanGrid.cells).count { difference[$0] > CellActivity.moving && !(transition?.live[$0] ?? live[$0]) }
        if transition == nil && changing > Self.few {
            transition = Transition(
                start: before.time, begun: max(before.time, time - Self.interval), live: live, features: open?.features ?? SpanFeatures())
            trail.sample(Self.means(before.copy), at: before.time)
        }
        open?.features.sample(difference, before.copy, copy, missed: missed)
        if transition != nil || difference.contains(where: { $0 > CellActivity.moving }) { trail.sample(Self.means(copy), at: time) }
        if transition != nil {
            advance(copy, changing: changing, gap: time - before.time, at: time)
        } else if Double(activity.rested) > Self.restedShare * Double(SpanGrid.cells) {
            calm(copy, at: time)
        } else if let seen = open?.seen, time - seen >= Self.refresh, difference.contains(where: { $0 > CellActivity.moving }) {
            look(copy, at: time)
        }
    }

    private static func means(_ copy: LumaCopy) -> [Float] {
        SpanGrid.difference(LumaCopy(width: copy.width, height: copy.height, pixels: Array(repeating: 0, count: copy.pixels.count)), copy)
    }

    /// A sample of a change that is under way.
    private mutating func advance(_ copy: LumaCopy, changing: Int, gap: Double, at time: Double) {
        guard var now = transition else { return }
        now.samples += 1
        now.most = max(now.most, changing)
        now.quiet = changing > Self.few ? 0 : now.quiet + max(1, Int((gap / Self.interval).rounded()))
        // Pages scroll; a camera's picture would only cost time.
        if changing > Self.scrolling, !((open?.settled ?? arrival)?.isNatural ?? false) {
            let edges = EdgeMap(copy)
            if let before = now.edges, before.isScrolled(to: edges) { now.scrolls += 1 }
            now.edges = edges
        }
        transition = now
        let isQuiet = Double(now.quiet) * Self.interval >= Self.rest
        if isQuiet || time - now.begun >= Self.longest { settle(copy, at: time) }
    }

    /// The change is over: another picture, or the same with something added?
    private mutating func settle(_ copy: LumaCopy, at time: Double) {
        guard let transition, let open else { return }
        self.transition = nil
        let live = activity.live
        let now = SettledPicture(copy, at: time)
        let isForced = time - transition.begun >= Self.longest
        guard let reference = open.settled else {
            if let arrival, time - transition.begun > 1, arrival.isNatural, !now.isNatural, arrival.isReplaced(by: now, where: { _ in true }) {
                change(to: now, since: transition.start, where: { _ in true })
                return
            }
            // What moved while a slide was fading in says nothing of it.
            if !isForced, !(arrival?.isNatural ?? false && now.isNatural) { self.open?.features = SpanFeatures() }
            self.open?.settle(now, where: { !live[$0] })
            if let earlier = chain.reopen(for: now, at: open.start) { self.open?.continues(earlier) }
            return
        }
        // What still moves when a change has gone on for long is a camera's picture; what has come to rest was the change itself.
        let moves = zip(live, transition.live).map { isForced && $0 || $1 }
        let mostly = Double(moves.count { $0 }) > Self.mostlyLive * Double(SpanGrid.cells)
        func counts(_ cell: Int) -> Bool { mostly || !moves[cell] }
        let isScroll =
            Double(transition.scrolls) > Self.scrollShare * Double(transition.samples)
            && (time - transition.begun > Self.longScroll || reference.edges.isScrolled(to: now.edges))
        if isScroll { self.open?.features.scrolled() }
        let isShot = reference.isNatural && now.isNatural
        if !isScroll, !isShot, reference.isReplaced(by: now, where: counts) {
            // What has not come to rest belongs to the new picture.
            let motion = transition.quiet == 0 ? open.features.since(transition.features) : SpanFeatures()
            self.open?.features = transition.features
            change(to: now, since: transition.start, showing: motion, where: counts)
        } else {
            if !isForced, !isShot, transition.most > Self.many { self.open?.features.forget(since: transition.features) }
            self.open?.settle(now, where: counts)
        }
    }

    /// A camera's picture has come to rest: has a slide taken its place?
    private mutating func calm(_ copy: LumaCopy, at time: Double) {
        guard let reference = open?.settled, time - (open?.seen ?? time) > 0.5 else { return }
        let now = SettledPicture(copy, at: time)
        if reference.isNatural, !now.isNatural, reference.isReplaced(by: now, where: { _ in true }) {
            change(to: now, since: time - 4, where: { _ in true })
        } else {
            open?.settle(now, where: { _ in true })
        }
        activity.clear()
    }

    private mutating func change(
        to now: SettledPicture, since start: Double, showing motion: SpanFeatures = SpanFeatures(), where counts: (Int) -> Bool
    ) {
        let moment = max(trail.change(since: max(start, open?.start ?? start), where: counts), (open?.start ?? 0) + 0.001)
        close(at: moment)
        var next = OpenSpan(start: moment)
        next.features = motion
        next.settle(now, where: counts)
        if let earlier = chain.reopen(for: now, at: moment) { next.continues(earlier) }
        open = next
    }

    private mutating func look(_ copy: LumaCopy, at time: Double) {
        let live = activity.live
        open?.settle(SettledPicture(copy, at: time), where: { !live[$0] })
    }

    private mutating func close(at end: Double) {
        guard var span = open, end > span.start else { return }
        if span.settled == nil, let latest { span.settle(SettledPicture(latest.copy, at: (span.start + end) / 2), where: { _ in true }) }
        chain.append(span, end: end)
        open = nil
    }
}
