internal import Feedback
internal import Hummingbird
internal import ReviewModel

/// The values of `course.mustache`: the lectures of a course side by side.
struct CoursePage: Sendable {
    let course: PageTexts.Course
    let name: String
    let summary: String
    let hasNotes: Bool
    let notes: [Note]
    let hasSuggestions: Bool
    let suggestions: [String]
    let hasPlot: Bool
    let plotSVG: String
    let plotCaption: String
    let lectures: [CourseLine]

    /// What stands apart in one lecture, in words.
    struct Note: Sendable {
        var noteAddress: String
        var noteTitle: String
        var noteText: String
    }

    init(_ overview: CourseOverview, _ texts: PageTexts) {
        let words = texts.course
        course = words
        name = Printed.oneLine(overview.course)
        let measured = overview.lectures.filter { $0.state == .completed }.count
        let difference = CourseDifference(overview.usual, words)
        notes = overview.lectures.compactMap { lecture in
            guard !lecture.outliers.isEmpty else { return nil }
            return Note(
                noteAddress: PageAddress.review(lecture.review), noteTitle: CourseLine.title(lecture, texts),
                noteText: lecture.outliers.map { difference.text($0, of: lecture) }.joined(separator: "; "))
        }
        hasNotes = !notes.isEmpty
        suggestions = overview.suggestions.map { suggestion in
            words.suggestion.filled([
                "code": suggestion.code.rawValue, "dismissed": "\(suggestion.dismissed)", "lectures": "\(suggestion.lectures)",
            ])
        }
        hasSuggestions = !suggestions.isEmpty
        summary = Self.summary(overview, measured: measured, isAlike: notes.isEmpty, words)
        let plot = LoudnessPlot(overview, words)
        hasPlot = plot != nil
        plotSVG = plot?.svg() ?? ""
        plotCaption = words.plotCaption
        lectures = overview.lectures.enumerated().map { CourseLine($1, number: $0 + 1, texts) }
    }

    private static func summary(_ overview: CourseOverview, measured: Int, isAlike: Bool, _ words: PageTexts.Course) -> String {
        let others = overview.lectures.count - measured
        var sentences: [String] = []
        switch measured {
        case 0: sentences.append(words.noLecture)
        case 1: sentences.append(words.oneLecture)
        default: sentences.append(words.summary.filled(["count": "\(measured)"]))
        }
        if measured > 0, others > 0 { sentences.append(others == 1 ? words.oneOther : words.others.filled(["count": "\(others)"])) }
        if measured > 1, isAlike { sentences.append(words.alike) }
        if overview.replaced > 0 {
            sentences.append(overview.replaced == 1 ? words.oneReplaced : words.replaced.filled(["count": "\(overview.replaced)"]))
        }
        return sentences.joined(separator: " ")
    }

    struct Routes {
        let service: ReviewService
        let desk: PageDesk

        func add(to routes: inout RouteTable) {
            routes.get("courses/{course}", .read, show)
        }

        @Sendable
        private func show(_ request: Request, _ context: APIContext) async throws -> Response {
            let overview = try await service.course(CourseRoutes.name(context), seenBy: context.principal)
            let page = CoursePage(overview, desk.texts)
            return try desk.page(
                try desk.templates.course.render(page), PageDesk.About(title: page.name, scripts: ["page.js"]), for: context)
        }
    }
}

/// A lecture in the table of its course.
struct CourseLine: Sendable {
    let number: Int
    let address: String
    let title: String
    let sentAt: String
    let sentAtText: String
    let outcome: String
    let outcomeStyle: String
    let outcomeIconSVG: String
    let duration: String
    let loudness: String
    let picture: String
    let sound: String
    let pace: String
    let captions: String
    let isLoudnessApart: Bool
    let isPictureApart: Bool
    let isSoundApart: Bool
    let isPaceApart: Bool

    init(_ lecture: CourseOverview.Lecture, number: Int, _ texts: PageTexts) {
        let words = texts.course
        let isMeasured = lecture.state == .completed
        self.number = number
        address = PageAddress.review(lecture.review)
        title = Self.title(lecture, texts)
        (sentAt, sentAtText) = (lecture.createdAt, TimeOfDay(machine: lecture.createdAt).text)
        let isSoundOnly = lecture.picture == nil && lecture.channels != nil
        let outcome = ReviewOutcome(lecture.state, lecture.verdict, isSoundOnly: isSoundOnly, texts.review)
        (self.outcome, outcomeStyle, outcomeIconSVG) = (outcome.text, outcome.style, outcome.iconSVG)
        duration = lecture.duration.map { Printed.clock($0, tenths: false) } ?? words.unknown
        loudness = Self.loudness(lecture, words)
        picture = lecture.picture.map(Self.picture) ?? (isMeasured ? words.noPicture : words.unknown)
        sound = lecture.channels.map { Self.sound($0, words) } ?? (isMeasured ? words.noSound : words.unknown)
        pace = lecture.wordsPerMinute.map { NumberStyle.english.decimal($0, 0) } ?? words.unknown
        captions = isMeasured ? (lecture.hasCaptions ? words.yes : words.no) : words.unknown
        isLoudnessApart = lecture.outliers.contains(.loudness)
        isPictureApart = lecture.outliers.contains(.resolution) || lecture.outliers.contains(.frameRate)
        isSoundApart = lecture.outliers.contains(.channels)
        isPaceApart = lecture.outliers.contains(.pace)
    }

    static func title(_ lecture: CourseOverview.Lecture, _ texts: PageTexts) -> String {
        lecture.title.isEmpty ? texts.review.untitled : Printed.oneLine(lecture.title)
    }

    private static func loudness(_ lecture: CourseOverview.Lecture, _ words: PageTexts.Course) -> String {
        guard let loudness = lecture.loudness else { return words.unknown }
        let offset = lecture.loudnessOffset.map { " (\($0 > 0 ? "+" : "")\(NumberStyle.english.decimal($0, 1)))" } ?? ""
        return "\(NumberStyle.english.decimal(loudness, 1)) LUFS\(offset)"
    }

    private static func picture(_ picture: CourseOverview.Picture) -> String {
        let rate = picture.frameRate.map { ", \(NumberStyle.english.short($0))/s" } ?? ""
        return "\(picture.width) × \(picture.height)\(rate)"
    }

    static func sound(_ channels: Int, _ words: PageTexts.Course) -> String {
        switch channels {
        case 1: words.mono
        case 2: words.stereo
        default: words.channels.filled(["value": "\(channels)"])
        }
    }
}
