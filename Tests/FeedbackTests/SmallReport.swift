import ReviewModel

/// Reports of a recording of a minute and a half with as little in them as a test needs.
enum SmallReport {
    static func make(
        _ items: [Report.Item], title: String = "Optics 3", fileName: String = "a.mp4", frameRate: Double? = 25, hasSound: Bool = true,
        duration: Double? = 90
    ) -> Report {
        let video = frameRate.map { MediaInfo.Video(codec: "h264", width: 1280, height: 720, frameRate: $0) }
        let audio = hasSound ? MediaInfo.Audio(codec: "aac", sampleRate: 48_000, channels: 2) : nil
        let info = MediaInfo(container: "mov,mp4", duration: duration, bytes: 3, video: video, audio: audio)
        let source = Review.Source(fileName: fileName, bytes: 3, sha256: String(repeating: "a", count: 64))
        return Report(
            review: Report.About(
                id: "rv1", title: title, course: nil, rubric: "lecture", state: .completed, createdAt: "2025-11-22T11:40:02Z", completedAt: nil),
            media: Report.Media(source: source, info: info), coverage: [], verdict: Report.Verdict(findings: items), findings: items,
            measurements: Report.Figures(), transcript: nil)
    }

    static func item(
        _ code: FindingCode, _ severity: Severity, _ title: String, at ranges: [TimeRange] = [], measured: Quantity? = nil,
        threshold: Quantity? = nil, steps: [String] = ["Cut it out."], command: String? = nil, response: FindingResponse? = nil
    ) -> Report.Item {
        Report.Item(
            id: "\(code.rawValue)-1", code: code, severity: severity, title: title, ranges: ranges, measured: measured, threshold: threshold,
            confidence: 0.9, why: "Because.", fix: Report.Fix(effort: .edit, minutes: 5, steps: steps, command: command), evidence: [],
            response: response)
    }

    /// Words that are said one after another, two a second.
    static func words(_ text: String, from start: Double) -> [Transcript.Word] {
        text.split(separator: " ").enumerated().map { index, word in
            let begin = start + Double(index) / 2
            return Transcript.Word(text: String(word), range: TimeRange(start: begin, end: begin + 0.4), confidence: 0.9)
        }
    }

    static func transcript(_ stretches: [(String, Double)]) -> Transcript {
        let segments = stretches.map { text, start in
            let words = words(text, from: start)
            return Transcript.Segment(range: TimeRange(start: start, end: words.last?.range.end ?? start), words: words)
        }
        return Transcript(language: "en", engine: "test", segments: segments, speech: segments.map(\.range))
    }

    static func spans(_ parts: [(PictureSpan.Kind, Double)], from start: Double = 0) -> [PictureSpan] {
        var end = start
        return parts.map { kind, length in
            defer { end += length }
            return PictureSpan(start: end, end: end + length, kind: kind)
        }
    }
}
