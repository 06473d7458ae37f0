internal import Feedback
internal import ReviewModel

/// The slides and shots of a recording, as places to go to: each slide by itself, and what the camera shows between two of them as one.
enum SlideList {
    static func places(_ spans: [PictureSpan], _ texts: PageTexts.Review) -> [ReviewPage.Chapter] {
        var slides = 0
        var chapters: [ReviewPage.Chapter] = []
        var before: PictureSpan.Kind?
        for span in spans.sorted(by: { $0.start < $1.start }) {
            defer { before = span.kind }
            guard span.kind != .camera || before != .camera else { continue }
            let name: String
            switch span.kind {
            case .slide, .mixed:
                slides += 1
                name = "\(texts.slide) \(slides)"
            case .screen: name = texts.screen
            case .camera: name = texts.film
            }
            let begin = max(0, span.start)
            chapters.append(
                ReviewPage.Chapter(begin: Printed.plain(begin), beginText: Printed.clock(begin, tenths: false), chapterName: name))
        }
        return chapters
    }
}
