import Foundation
import ReviewModel
import Testing

@testable import Transcription

struct CaptionFormatTests {
    @Test func webVTT() throws {
        let text = try CaptionFormat.vtt.write(transcript([("Is a < b & c", 1), ("x --> y", 3725.5)]))
        #expect(
            text == """
                WEBVTT

                00:00:01.000 --> 00:00:03.860
                Is a &lt; b &amp; c

                01:02:05.500 --> 01:02:07.160
                x --&gt; y

                """)
    }

    @Test func subRip() throws {
        let text = try CaptionFormat.srt.write(transcript([("Hello there.", 1), ("x --> y", 3725.5)]))
        #expect(
            text == """
                1
                00:00:01,000 --> 00:00:02,260
                Hello there.

                2
                01:02:05,500 --> 01:02:07,160
                x → y

                """)
    }

    @Test func anArrowIsNeverPartOfACue() throws {
        for format in [CaptionFormat.vtt, .srt] {
            let text = try format.write(transcript("a-->b --> ---->"))
            #expect(text.components(separatedBy: "-->").count == 2)
        }
    }

    @Test func paragraphsEndAtPauses() throws {
        let long = Array(repeating: "word", count: 40).joined(separator: " ")
        let text = try CaptionFormat.txt.write(transcript([(long, 0), ("then", 18.5), ("more", 21), ("last", 40)]))
        #expect(text == "\(long)\n\nthen more\n\nlast\n")
    }

    @Test func jsonComesBackAsItWas() throws {
        let source = transcript("So it is.")
        let text = try CaptionFormat.json.write(source)
        #expect(try JSONDecoder().decode(Transcript.self, from: Data(text.utf8)) == source)
    }

    @Test func anEmptyTranscriptIsAValidFile() throws {
        let empty = Transcript(language: "en", engine: "test", segments: [], speech: [])
        #expect(try CaptionFormat.vtt.write(empty) == "WEBVTT\n")
        #expect(try CaptionFormat.srt.write(empty) == "")
        #expect(try CaptionFormat.txt.write(empty) == "")
        #expect(CueBuilder.cues(for: transcript([("", 0)])).isEmpty)
    }

    @Test func lineEndsWithinAWordDoNotBreakTheFile() throws {
        var source = transcript("one two")
        source.segments[0].words[0].text = "one\n\n00:00:00.000 --> 00:00:09.000\n"
        let text = try CaptionFormat.vtt.write(source)
        #expect(text.components(separatedBy: "\n\n").count == 2)
        #expect(text.components(separatedBy: " --> ").count == 2)
    }

    @Test func contentTypes() {
        #expect(CaptionFormat.allCases.map(\.contentType).allSatisfy { $0.contains("/") })
        #expect(CaptionFormat(rawValue: "vtt")?.contentType == "text/vtt; charset=utf-8")
    }

    @Test func timesOfLongRecordings() {
        #expect(CaptionTime.text(0, separator: ".") == "00:00:00.000")
        #expect(CaptionTime.text(59.9996, separator: ".") == "00:01:00.000")
        #expect(CaptionTime.text(360_000.5, separator: ",") == "100:00:00,500")
    }
}
