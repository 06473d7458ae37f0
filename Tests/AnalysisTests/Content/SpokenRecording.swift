import Analysis
import Foundation
import ReviewModel

/// Recordings made of words at known times.
enum Spoken {
    /// Words at a steady pace from `start` on.
    static func words(
        _ count: Int, perMinute: Double, from start: Double = 0, confidence: Double = 0.9, text: (Int) -> String = { "word\($0)" }
    ) -> [Transcript.Word] {
        let step = 60 / perMinute
        return (0..<count).map { index in
            let begin = start + Double(index) * step
            return Transcript.Word(text: text(index), range: TimeRange(start: begin, end: begin + step * 0.8), confidence: confidence)
        }
    }

    static func words(of text: String, from start: Double = 0) -> [Transcript.Word] {
        let parts = text.split(separator: " ").map(String.init)
        return words(parts.count, perMinute: 150, from: start) { parts[$0] }
    }

    /// - Parameter speech: where a voice was heard; nil for where the words are, with the breaths between them.
    static func transcript(_ words: [Transcript.Word], speech: [TimeRange]? = nil, language: String = "en") -> Transcript {
        let range = TimeRange(start: words.first?.range.start ?? 0, end: words.last?.range.end ?? 0)
        let segments = words.isEmpty ? [] : [Transcript.Segment(range: range, words: words)]
        return Transcript(
            language: language, engine: "test", segments: segments, speech: speech ?? words.map(\.range).merged(gap: 0.6))
    }

    static func recording(
        _ transcript: Transcript?, duration: Double, video: Bool = true, sound: Bool = true, measurements: MeasurementSet? = MeasurementSet()
    ) -> Recording {
        var measurements = measurements
        if video, measurements?.motion == nil { measurements?.motion = motion(duration) { _ in .still } }
        let media = MediaInfo(
            container: "mp4", duration: duration, bytes: 1,
            video: video ? MediaInfo.Video(codec: "h264", width: 1280, height: 720, frameRate: 25) : nil,
            audio: sound ? MediaInfo.Audio(codec: "aac", sampleRate: 48000, channels: 1) : nil)
        return Recording(media: media, measurements: measurements, transcript: transcript)
    }

    /// A motion map of which ten cells do what `cells` says of each moment.
    static func motion(_ duration: Double, _ cells: (Double) -> MotionMap.Motion) -> MotionMap {
        var map = MotionMap(interval: 0.2)
        for layer in 0..<Int(duration / 0.2) {
            let motion = cells((Double(layer) + 0.5) * 0.2)
            map.append(Array(repeating: motion, count: 10) + Array(repeating: .still, count: MotionMap.cells - 10))
        }
        return map
    }
}
