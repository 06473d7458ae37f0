internal import Feedback
internal import ReviewModel

/// The values of `review.mustache`: a review that has its report, with the recording beside it.
struct ReviewPage: Sendable {
    let review: PageTexts.Review
    let head: ReviewHead
    let news: String
    let menusMarkup: String
    let hasMedia: Bool
    /// Whether there is something to see in it.
    let hasPicture: Bool
    let media: String
    let captions: String?
    let captionLanguage: String
    let hasChapters: Bool
    let chapters: [Chapter]
    let reportMarkup: String

    /// A slide or a shot.
    struct Chapter: Sendable {
        var begin: String
        var beginText: String
        var chapterName: String
    }
}

/// What stands at the top of a review's page.
struct ReviewHead: Sendable {
    let name: String
    let hasCourse: Bool
    let courseName: String
    let courseAddress: String
    let fileLine: String?

    init(_ review: Review, isGuest: Bool, _ texts: PageTexts.Review) {
        name = ReviewName.text(review, texts)
        // A link leads nowhere else.
        hasCourse = review.course != nil && !isGuest
        courseName = Printed.oneLine(review.course ?? "")
        courseAddress = PageAddress.course(review.course ?? "")
        fileLine = review.source.map { source in
            [source.fileName, review.media?.duration.map { Printed.clock($0, tenths: false) }, NumberStyle.english.bytes(source.bytes)].compactMap(
                \.self
            )
            .map(Printed.oneLine).joined(separator: " · ")
        }
    }
}
