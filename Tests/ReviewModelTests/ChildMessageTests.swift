import Foundation
import ReviewModel
import Testing

@Suite("The child's protocol")
struct ChildMessageTests {
    @Test(
        "Every message survives its line",
        arguments: [
            ChildMessage.progress(fraction: 0.5, mediaTime: 12), .progress(fraction: nil, mediaTime: 3),
            .series(Series(name: .change, unit: .luma, interval: 0.2, resolution: 0.001, steps: [1, -2, Series.missing])),
            .event(MediaEvent(.pictureChange, start: 1.5, value: 0.2)), .motion(MotionMap(interval: 0.2, packed: Data(repeating: 27, count: 36))),
            .segment(
                Transcript.Segment(
                    range: TimeRange(start: 0, end: 1),
                    words: [Transcript.Word(text: "Ask", range: TimeRange(start: 0, end: 1), confidence: 0.9)])),
            .result(.probe(MediaInfo(container: "mov", duration: nil, bytes: 7))), .result(.inspect(MeasurementSet.Summary())),
            .result(.transcribe(language: "en", engine: "whisper", speech: [])), .result(.frame(width: 960, height: 540)),
            .failure(ChildFailure(.unreadable, "No moov.")),
        ])
    func roundTrip(message: ChildMessage) throws {
        let line = try JSONEncoder().encode(message)
        #expect(!line.contains(UInt8(ascii: "\n")))
        #expect(try JSONDecoder().decode(ChildMessage.self, from: line) == message)
    }
}
