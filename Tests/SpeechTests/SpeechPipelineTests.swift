import Foundation
import ReviewModel
import Speech
import Testing

/// The whole way from sound to words, with the real models.
@Suite(.serialized)
struct SpeechPipelineTests {
    private static let kennedy =
        "and so my fellow americans ask not what your country can do for you ask what you can do for your country"

    @Test func recognisesEveryWordOfAKnownSpeech() throws {
        let run = try Run(try Dependencies.jfk)
        #expect(run.text == Self.kennedy)
        #expect(run.summary.language == "en")
        #expect(run.summary.engine.hasPrefix("whisper.cpp 1."))
        #expect(run.summary.engine.hasSuffix("ggml-tiny.en"))
        let words = run.words
        for word in words {
            #expect(word.range.start < word.range.end && word.range.start >= 0 && word.range.end <= 11.01)
            #expect((0...1).contains(word.confidence))
        }
        for (word, next) in zip(words, words.dropFirst()) { #expect(word.range.end <= next.range.start) }
    }

    /// Onsets read off the waveform, seconds; the tolerance is a syllable.
    @Test func wordsHaveTheTimesAtWhichTheyAreSaid() throws {
        let words = try Run(try Dependencies.jfk).words
        let onsets: [(Int, Double)] = [
            (0, 0.32), (1, 0.66), (2, 1.0), (3, 1.34), (4, 1.72), (5, 3.28), (6, 3.98), (7, 5.4), (8, 5.64), (9, 5.94), (13, 7.15), (14, 8.18),
        ]
        for (index, onset) in onsets { #expect(abs(words[index].range.start - onset) < 0.2, "\(words[index])") }
        #expect(abs(words[6].range.end - 4.35) < 0.2)
        #expect(abs(words[13].range.end - 7.6) < 0.2)
    }

    @Test func silenceHasNoWords() throws {
        let run = try Run(Array(repeating: 0, count: 16000 * 30))
        #expect(run.words.isEmpty)
        #expect(run.summary.speech.isEmpty)
        #expect(abs((run.progress.last ?? 0) - 30) < 0.01)
    }

    @Test func noiseHasNoWords() throws {
        var generator = Noise(state: 7)
        let run = try Run((0..<16000 * 30).map { _ in generator.next() * 0.05 })
        #expect(run.words.isEmpty)
    }

    @Test func speechBetweenMinutesOfSilenceKeepsItsWordsAndTimes() throws {
        let silence = [Float](repeating: 0, count: 16000 * 60)
        let speech = try Dependencies.jfk
        let run = try Run(silence + speech + silence)
        #expect(run.text == Self.kennedy)
        let first = try #require(run.words.first)
        let last = try #require(run.words.last)
        #expect(abs(first.range.start - 60.32) < 0.2)
        #expect(last.range.end > 69.5 && last.range.end <= 71)
        #expect(run.progress == run.progress.sorted())
    }

    @Test func soundBehindAHoleKeepsItsTime() throws {
        let speech = try Dependencies.jfk
        var words: [Transcript.Word] = []
        var pipeline = try SpeechPipeline(
            model: try Dependencies.model, vadModel: try Dependencies.vadModel, onSegment: { words += $0.words })
        try speech.withUnsafeBufferPointer { samples in
            // The first sentence ends at 2.3 s; the rest comes 100 s later.
            let cut = 16000 * 5 / 2
            try pipeline.feed(UnsafeBufferPointer(rebasing: samples[..<cut]), at: 0)
            try pipeline.feed(UnsafeBufferPointer(rebasing: samples[cut...]), at: 102.5)
        }
        _ = try pipeline.finish()
        let ask = try #require(words.first { $0.text.lowercased().hasPrefix("ask") })
        #expect(abs(ask.range.start - 103.28) < 0.2)
    }

    @Test func aMissingModelIsNamedWithTheWayOut() throws {
        let vad = try Dependencies.vadModel
        let failure = #expect(throws: ChildFailure.self) {
            _ = try SpeechPipeline(model: "/nowhere/model.bin", vadModel: vad, onSegment: { _ in })
        }
        #expect(failure?.code == .dependency)
        #expect(failure?.message.contains("/nowhere/model.bin") == true)
        #expect(failure?.message.contains("make setup") == true)
        #expect(failure?.message.contains("transcription.model") == true)
    }

    @Test func aFileThatIsNoModelIsRefused() throws {
        let failure = #expect(throws: ChildFailure.self) {
            _ = try SpeechPipeline(model: #filePath, vadModel: try Dependencies.vadModel, onSegment: { _ in })
        }
        #expect(failure?.code == .dependency)
    }

    @Test func anEnglishModelRefusesAnotherLanguage() throws {
        let failure = #expect(throws: ChildFailure.self) {
            _ = try SpeechPipeline(
                model: try Dependencies.model, vadModel: try Dependencies.vadModel, language: "de", onSegment: { _ in })
        }
        #expect(failure?.code == .dependency)
    }
}

/// One run over samples that come a second at a time.
private struct Run {
    var segments: [Transcript.Segment] = []
    var progress: [Double] = []
    var summary: SpeechPipeline.Summary

    init(_ samples: [Float]) throws {
        var segments: [Transcript.Segment] = []
        var progress: [Double] = []
        var pipeline = try SpeechPipeline(
            model: try Dependencies.model, vadModel: try Dependencies.vadModel, language: "auto",
            onSegment: { segments.append($0) }, onProgress: { progress.append($0) })
        try samples.withUnsafeBufferPointer { all in
            for start in stride(from: 0, to: all.count, by: 16000) {
                try pipeline.feed(UnsafeBufferPointer(rebasing: all[start..<min(start + 16000, all.count)]), at: Double(start) / 16000)
            }
        }
        summary = try pipeline.finish()
        self.segments = segments
        self.progress = progress
    }

    var words: [Transcript.Word] { segments.flatMap(\.words) }

    /// In lower case, without punctuation.
    var text: String {
        words.map { $0.text.lowercased().filter(\.isLetter) }.joined(separator: " ")
    }
}

/// White noise that is the same in every run (xorshift).
private struct Noise {
    var state: UInt64

    mutating func next() -> Float {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Float(state % 20001) / 10000 - 1
    }
}
