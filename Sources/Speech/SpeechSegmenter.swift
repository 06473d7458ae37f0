package import ReviewModel

/// Joins spans of speech into pieces that the recogniser takes at once. Pure.
///
/// Whisper hears 30 s at a time and costs the same whatever of that is filled, so pieces are as long as that allows; it
/// invents words in long silence, so no piece holds one. A piece ends where nobody speaks, wherever there is such a place.
package struct SpeechSegmenter {
    /// Seconds; with margins and the delay of the last block it stays under Whisper's 30.
    static let maximum = 28.0
    /// Seconds of silence that a piece may hold.
    static let joinedGap = 2.0
    /// Seconds of sound before and after a piece that the recogniser hears too.
    static let margin = 0.2
    /// Seconds from the start of speech without a pause after which a place to cut it is looked for.
    static let earliestCut = 18.0
    /// Seconds: what is left of speech behind a cut and is shorter is no word.
    static let leastRemainder = 0.1

    private var pending: [TimeRange] = []
    /// Where speech without a pause was cut: up to here it is recognised.
    private var cut = -Double.infinity
    /// Where the speech of the last piece ended.
    private var previousEnd = -Double.infinity

    package init() {}

    /// Speech to recognise at once.
    package struct Piece: Sendable, Equatable {
        /// What the recogniser is to hear: the speech and a little round it.
        package var range: TimeRange
        /// Within `range`, where somebody speaks.
        package var speech: [TimeRange]
    }

    /// From here on sound is still needed, when the present is at `now` and speech goes on since `open`.
    package func needed(now: Double, open: Double?) -> Double {
        let start = pending.first?.start ?? open ?? now
        // A frame can turn out to be speech only later, and spans are widened backwards.
        return max(start, cut) - Self.margin - SpeechGate.margin - VoiceActivity.frameDuration
    }

    /// Takes a span of speech that has ended.
    package mutating func add(_ range: TimeRange) -> [Piece] {
        var range = range
        range.start = max(range.start, cut)
        guard range.duration >= Self.leastRemainder else { return [] }
        var pieces: [Piece] = []
        if let last = pending.last, range.start - last.end > Self.joinedGap {
            pieces.append(take(pending.count, before: range.start))
        }
        pieces += makeRoom(for: range)
        pending.append(range)
        return pieces
    }

    /// Tells how far the recording was heard, and since when somebody has been speaking without an end.
    /// `quietest` gives the moment within a range at which a cut does the least harm.
    package mutating func advance(to now: Double, open: Double?, quietest: (TimeRange) -> Double) -> [Piece] {
        guard let open = open.map({ max($0, cut) }) else {
            guard let last = pending.last, now - last.end > Self.joinedGap else { return [] }
            return [take(pending.count, before: now)]
        }
        var pieces: [Piece] = []
        if let last = pending.last, open - last.end > Self.joinedGap {
            pieces.append(take(pending.count, before: open))
        }
        let spoken = TimeRange(start: open, end: now)
        pieces += makeRoom(for: spoken)
        if pending.isEmpty, spoken.duration > Self.maximum {
            cut = quietest(TimeRange(start: open + Self.earliestCut, end: open + Self.maximum))
            pieces.append(piece([TimeRange(start: open, end: cut)], before: cut))
        }
        return pieces
    }

    /// Ends the recording.
    package mutating func finish() -> [Piece] {
        pending.isEmpty ? [] : [take(pending.count, before: .infinity)]
    }

    /// Gives away the first spans until the rest and `range` fit into one piece; it cuts at the longest pause.
    private mutating func makeRoom(for range: TimeRange) -> [Piece] {
        var pieces: [Piece] = []
        while let first = pending.first, range.end - first.start > Self.maximum {
            let following = pending.dropFirst().map(\.start) + [range.start]
            let gaps = zip(pending, following).map { $1 - $0.end }
            // The longest pause near the start would leave a piece of a word or two, without context.
            let late = pending.indices.filter { pending[$0].end - first.start >= Self.maximum / 3 }
            let index = (late.isEmpty ? Array(pending.indices) : late).max { gaps[$0] < gaps[$1] } ?? 0
            pieces.append(take(index + 1, before: following[index]))
        }
        return pieces
    }

    private mutating func take(_ count: Int, before next: Double) -> Piece {
        defer { pending.removeFirst(count) }
        return piece(Array(pending.prefix(count)), before: next)
    }

    /// A piece of `speech`; `next` is where speech, or what is not yet heard, begins behind it. Each of two neighbours has
    /// half of a short pause, so that no word is heard twice.
    private mutating func piece(_ speech: [TimeRange], before next: Double) -> Piece {
        let start = speech[0].start
        let end = speech[speech.count - 1].end
        let lead = min(Self.margin, max(0, start - previousEnd) / 2)
        let tail = min(Self.margin, max(0, next - end) / 2)
        previousEnd = end
        return Piece(range: TimeRange(start: max(0, start - lead), end: end + tail), speech: speech)
    }
}
