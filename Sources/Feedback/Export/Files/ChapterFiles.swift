import Transcription

/// Chapters as files.
enum ChapterFiles {
    /// WebVTT for `<track kind="chapters">`.
    static func webVTT(_ chapters: [Chapter]) -> String {
        let cues = chapters.map { chapter in
            let times = [chapter.start, chapter.end].map { CaptionTime.text($0, separator: ".") }
            return "\n\(times[0]) --> \(times[1])\n\(WebVTT.escape(chapter.title))\n"
        }
        return "WEBVTT\n" + cues.joined()
    }

    /// A line for each, as YouTube reads them in the description of a video; it takes no angle brackets there.
    static func list(_ chapters: [Chapter]) -> String {
        chapters.map { chapter in
            let title = chapter.title.replacing("<", with: "\u{2039}").replacing(">", with: "\u{203A}")
            // Rounded down, for a title's words come right after its time.
            return "\(Printed.clock(chapter.start.rounded(.down), tenths: false)) \(title)\n"
        }
        .joined()
    }
}
