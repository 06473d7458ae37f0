import Foundation
import ReviewModel

/// A part of the recording that viewers can go to.
struct Chapter: Sendable, Hashable {
    /// Seconds.
    var start: Double
    var end: Double
    var title: String
}

/// The chapters of a recording. Pure.
///
/// A chapter begins where a slide, or anything else that is drawn, comes up, and where a camera picture comes that stays for long; a short one belongs to
/// what was before it. They keep what YouTube asks for: the first begins at 0, and none is shorter than ten seconds. That there are three of them, as it asks
/// too, is up to the recording: one with fewer has them as they are.
struct ChapterList: Sendable {
    let chapters: [Chapter]

    static let fewestForYouTube = 3
    /// Seconds.
    private static let shortest = 10.0
    private static let longShot = 60.0

    init(_ material: ReportMaterial) {
        self.init(spans: material.measurements?.spans ?? [], transcript: material.transcript, duration: material.duration)
    }

    /// - Parameter duration: seconds; where it is 0, nothing is known of the recording, and there is no chapter.
    init(spans: [PictureSpan], transcript: Transcript?, duration: Double) {
        let starts = duration > 0 ? Self.starts(spans, duration) : []
        let words = transcript?.words ?? []
        var chapters: [Chapter] = []
        for (index, start) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1].time : duration
            let spoken = ChapterTitle.text(words, from: start.time, to: end)
            chapters.append(Chapter(start: start.time, end: end, title: spoken ?? "\(start.isSlide ? "Slide" : "Part") \(index + 1)"))
        }
        self.chapters = chapters
    }

    private struct Start {
        var time: Double
        var isSlide: Bool
    }

    private static func starts(_ spans: [PictureSpan], _ duration: Double) -> [Start] {
        let spans = spans.sorted { $0.start < $1.start }
        var last = Start(time: 0, isSlide: spans.first.map { $0.kind != .camera } ?? false)
        var starts = [last]
        for span in spans {
            let isSlide = span.kind != .camera
            guard isSlide || span.end - span.start >= longShot else { continue }
            guard span.start - last.time >= shortest, duration - span.start >= shortest else { continue }
            last = Start(time: span.start, isSlide: isSlide)
            starts.append(last)
        }
        return starts
    }
}
