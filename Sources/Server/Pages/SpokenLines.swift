internal import Feedback
internal import ReviewModel

/// The values of `spoken.mustache`: the transcript line by line, each with its moment.
struct SpokenLines: Sendable {
    let review: PageTexts.Review
    let words: String
    /// Where corrections go; nil for those who may not make any.
    let put: String?
    let media: String
    let segments: [Line]

    struct Line: Sendable {
        var index: Int
        var isCorrected: Bool
        var begin: String
        var beginText: String
        var spoken: String
    }

    /// - Parameter corrected: the segments that somebody has corrected.
    init(_ transcript: Transcript, corrected: Set<Int>, mayCorrect: Bool, _ files: ReviewFiles, _ texts: PageTexts.Review) {
        review = texts
        words = files.address("transcript.json")
        put = mayCorrect ? files.address("transcript") : nil
        media = files.address("media")
        segments = transcript.segments.enumerated().map { index, segment in
            let begin = max(0, segment.range.start)
            return Line(
                index: index, isCorrected: corrected.contains(index), begin: Printed.plain(begin), beginText: Printed.clock(begin, tenths: false),
                spoken: Printed.oneLine(segment.text))
        }
    }
}
