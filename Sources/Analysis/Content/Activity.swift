internal import ReviewModel

/// What goes on in a recording apart from speech: something moves on the screen, or something is played.
struct Activity {
    /// Seconds: movement up to this is brief, as a new slide or a nudge of the mouse is, and does not fill a pause.
    static let brief = 0.6
    /// LU below the programme's loudness: sound above that is meant to be heard, and not the noise of the room.
    static let soundBelowProgramme = 12.0
    /// Seconds of such sound that are more than a cough or a slammed door, and the holes in it that do not end it.
    static let leastSound = 1.0
    static let soundHole = 0.6

    /// Spans of lasting activity, in order of time.
    let ranges: [TimeRange]

    init(_ recording: Recording) {
        let movement = recording.measurements?.motion.map(Self.movement) ?? []
        let sound = recording.measurements.map(Self.sound) ?? []
        ranges = (movement + sound).merged()
    }

    /// The parts of a gap in speech in which nothing goes on; the whole gap, to the sample, where nothing does.
    func idle(in gap: TimeRange) -> [TimeRange] {
        var result: [TimeRange] = []
        var start = gap.start
        for range in ranges where range.overlaps(gap) {
            // A speaker still moves at the end of a word, and the sound of it fades: that begins no activity.
            let part = TimeRange(start: max(range.start, gap.start), end: min(range.end, gap.end))
            guard part.duration > Self.brief else { continue }
            if part.start > start { result.append(TimeRange(start: start, end: part.start)) }
            start = part.end
        }
        if start < gap.end { result.append(TimeRange(start: start, end: gap.end)) }
        return result
    }

    /// Where cells of the picture move for longer than a moment.
    private static func movement(_ motion: MotionMap) -> [TimeRange] {
        let moving = (0..<motion.layers).filter { !motion.cells(in: $0, atLeast: .moving).isEmpty }
        return moving.map { TimeRange(start: Double($0) * motion.interval, end: Double($0 + 1) * motion.interval) }
            // A clip at a low frame rate leaves layers without movement between two with it.
            .merged(gap: brief)
            .filter { $0.duration > brief }
    }

    /// Where it is about as loud as the recording is on the whole. Momentary loudness looks at 400 ms.
    private static func sound(_ measurements: MeasurementSet) -> [TimeRange] {
        guard let programme = measurements.summary.integratedLoudness, let momentary = measurements[.loudnessMomentary] else { return [] }
        return momentary.ranges { $0 > programme - soundBelowProgramme }
            .merged(gap: soundHole)
            .filter { $0.duration >= leastSound }
    }
}
