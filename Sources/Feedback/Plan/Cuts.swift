import ReviewModel

/// A recording with some stretches cut out: what is left, and where things are then.
struct Cuts: Sendable, Hashable {
    /// In order, without overlaps.
    let removed: [TimeRange]

    /// - Parameter frameRate: pictures a second of what is cut; given, the cuts begin and end with a picture, so that sound and picture lose the same.
    init(_ ranges: [TimeRange], frameRate: Double? = nil) {
        func snapped(_ time: Double) -> Double { frameRate.map { (time * $0).rounded() / $0 } ?? time }
        removed = ranges.merged().map { TimeRange(start: snapped($0.start), end: snapped($0.end)) }.merged().filter { $0.duration > 0 }
    }

    /// The pieces that stay; the last has no end. What is left of a piece shorter than two pictures is a flash, not a picture.
    var kept: [TimeRange] {
        var (pieces, start) = ([TimeRange](), 0.0)
        for range in removed {
            pieces.append(TimeRange(start: start, end: range.start))
            start = range.end
        }
        return (pieces + [TimeRange(start: start, end: .infinity)]).filter { $0.duration > 0.1 }
    }

    /// Where a moment comes to lie; one that is cut out lies where the cut is.
    func place(of time: Double) -> Double {
        removed.reduce(time) { $0 - max(0, min(time, $1.end) - $1.start) }
    }

    /// The transcript of what is left.
    func applied(to transcript: Transcript) -> Transcript {
        func moved(_ range: TimeRange) -> TimeRange { TimeRange(start: place(of: range.start), end: place(of: range.end)) }
        var result = transcript
        result.segments = transcript.segments.compactMap { segment in
            let words = segment.words.filter { word in !removed.contains { $0.contains(word.range.middle) } }
                .map { Transcript.Word(text: $0.text, range: moved($0.range), confidence: $0.confidence) }
            return words.isEmpty ? nil : Transcript.Segment(range: moved(segment.range), words: words)
        }
        result.speech = transcript.speech.map(moved).filter { $0.duration > 0 }
        return result
    }
}
