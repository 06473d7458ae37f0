internal import Feedback
internal import ReviewModel

/// What a review is called on a page.
enum ReviewName {
    static func text(_ review: Review, _ texts: PageTexts.Review) -> String {
        Printed.oneLine(review.title.isEmpty ? review.source?.fileName ?? texts.untitled : review.title)
    }
}
