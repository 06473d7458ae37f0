internal import Feedback

/// Says in words how a lecture differs from the others of its course.
struct CourseDifference {
    private let usual: CourseOverview.Usual
    private let words: PageTexts.Course

    init(_ usual: CourseOverview.Usual, _ words: PageTexts.Course) {
        self.usual = usual
        self.words = words
    }

    func text(_ trait: CourseOverview.Trait, of lecture: CourseOverview.Lecture) -> String {
        switch trait {
        case .loudness:
            let offset = lecture.loudnessOffset ?? 0
            return (offset < 0 ? words.quieter : words.louder).filled(["value": NumberStyle.english.decimal(abs(offset), 1)])
        case .resolution:
            return words.otherPicture.filled([
                "value": size(lecture.picture?.width, lecture.picture?.height), "usual": size(usual.width, usual.height),
            ])
        case .frameRate:
            return words.otherRate.filled([
                "value": NumberStyle.english.short(lecture.picture?.frameRate ?? 0), "usual": NumberStyle.english.short(usual.frameRate ?? 0),
            ])
        case .channels:
            return words.otherSound.filled([
                "value": CourseLine.sound(lecture.channels ?? 0, words), "usual": CourseLine.sound(usual.channels ?? 0, words),
            ])
        case .pace:
            let (own, median) = (lecture.wordsPerMinute ?? 0, usual.wordsPerMinute ?? 0)
            return (own < median ? words.slower : words.faster).filled([
                "value": NumberStyle.english.decimal(own, 0), "usual": NumberStyle.english.decimal(median, 0),
            ])
        case .captions: return words.noCaptions
        }
    }

    private func size(_ width: Int?, _ height: Int?) -> String { "\(width ?? 0) × \(height ?? 0)" }
}
