internal import ReviewModel

/// Time as speech spends it: the breaths between phrases count, longer silence does not pass.
///
/// Words a minute of this time is what a listener feels as pace. Without the breaths every talk would look hurried; with
/// the demonstrations in which nobody speaks, slow.
struct SpeechClock {
    /// Seconds: up to here, silence between two phrases is a breath. It is the pause that the checks never flag.
    static let breath = 2.0

    /// Stretches of speech with their breaths, in order of time.
    let stretches: [TimeRange]
    /// What the clock shows at the start of each stretch, seconds.
    private let starts: [Double]
    /// Seconds of speech in the recording.
    let total: Double

    init(_ transcript: Transcript) {
        stretches = transcript.spans.merged(gap: Self.breath)
        var sum = 0.0
        starts = stretches.map { stretch in
            defer { sum += stretch.duration }
            return sum
        }
        total = sum
    }

    /// What the clock shows at a moment of the recording; it stands still between stretches.
    func reading(at time: Double) -> Double {
        guard let index = stretches.lastIndex(startingBefore: time) else { return 0 }
        return starts[index] + min(time, stretches[index].end) - stretches[index].start
    }

    /// The parts of the recording during which the clock goes from `start` to `end`.
    func ranges(from start: Double, to end: Double) -> [TimeRange] {
        zip(stretches, starts).compactMap { stretch, begun in
            let from = max(start, begun) - begun + stretch.start
            let to = min(end - begun, stretch.duration) + stretch.start
            return from < to ? TimeRange(start: from, end: to) : nil
        }
    }
}

extension Transcript {
    /// Where somebody speaks: the voice that was heard and the words that were recognised, in order of time, not overlapping.
    /// Engines other than the own one may give words alone.
    var spans: [TimeRange] {
        (speech + words.map(\.range)).filter { $0.duration > 0 }.merged()
    }
}

extension [TimeRange] {
    /// The last range that starts at or before a time; the ranges are in order.
    fileprivate func lastIndex(startingBefore time: Double) -> Int? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].start <= time { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }
}
