import ReviewModel

/// Measures general and red flashes as WCAG 2.2 defines them (success criterion 2.3.1): how many transitions a quarter of the picture had within a
/// second, what share of it flashed more than three times, and when runs of flashes begin and end.
struct FlashMeter {
    private(set) var events: [MediaEvent] = []
    private var gate = FlashGate()
    private var colours = ColourCells()
    private var luminance = LuminanceTransitions()
    private var redness = RedTransitions()
    private var general = FlashTrack(.flashTransitions, area: .flashArea)
    private var red = FlashTrack(.redFlashTransitions, area: .redFlashArea)
    private var transitions: [FlashTransition] = []
    private var time: Double?
    private var measured = 0.0

    mutating func push(_ picture: MeasuredPicture) {
        let interval = time.map { picture.time - $0 } ?? 0
        time = picture.time
        general.advance(to: picture.time, interval: interval)
        red.advance(to: picture.time, interval: interval)
        guard gate.hasChanged(picture) else { return }
        colours.measure(picture.copy, range: picture.range, planes: picture.planes())
        transitions.removeAll(keepingCapacity: true)
        luminance.push(colours, into: &transitions)
        general.push(transitions, at: picture.time)
        transitions.removeAll(keepingCapacity: true)
        redness.push(colours, after: picture.time - measured, into: &transitions)
        red.push(transitions, at: picture.time)
        measured = picture.time
    }

    /// The series, and the events complete; the last picture is on show to a time.
    mutating func finish(at end: Double) -> [Series] {
        let series = general.finish(at: end) + red.finish(at: end)
        events = (general.runs + red.runs).sorted { $0.start < $1.start }
        return series
    }
}

/// One kind of flash over time.
private struct FlashTrack {
    private(set) var runs: [MediaEvent] = []
    private var window = FlashWindow()
    private var transitions: HeldSeries
    private var area: HeldSeries
    private var since = 0.0
    private var interval = 0.0
    private var run: MediaEvent?

    /// A run has at least two flashes a second: what WCAG's tests call extended flashing.
    private static let leastTransitions = 4

    init(_ name: SeriesName, area: SeriesName) {
        transitions = HeldSeries(name, .count, resolution: 1, .most)
        self.area = HeldSeries(area, .share, interval: 1, resolution: 1.0 / 4096, .most)
    }

    /// Lets the second pass up to a time.
    mutating func advance(to time: Double, interval: Double) {
        if interval > 0 { self.interval = interval }
        while let expiry = window.nextExpiry(interval: self.interval), expiry <= time {
            hold(to: max(since, expiry))
            window.expireFirst()
            if window.count.transitions < Self.leastTransitions { closeRun() }
        }
    }

    mutating func push(_ changes: [FlashTransition], at time: Double) {
        guard !changes.isEmpty else { return }
        hold(to: time)
        guard window.push(changes, at: time) else { return }
        let most = window.count.transitions
        guard most >= Self.leastTransitions else { return }
        let moments = window.moments
        let (start, end) = (run?.start ?? moments.first ?? time, max(run?.end ?? 0, moments.last ?? time))
        run = MediaEvent(.flashing, start: start, end: end, value: max(run?.value ?? 0, Double(most)))
    }

    mutating func finish(at end: Double) -> [Series] {
        advance(to: end, interval: 0)
        hold(to: end)
        closeRun()
        return [transitions.finish(), area.finish()]
    }

    private mutating func hold(to time: Double) {
        transitions.hold(Double(window.count.transitions), from: since, to: time)
        area.hold(window.count.area, from: since, to: time)
        since = time
    }

    private mutating func closeRun() {
        if let run { runs.append(run) }
        run = nil
    }
}
