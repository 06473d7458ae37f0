package import ReviewModel

/// The figures of speech for the whole recording, as the report prints them. Pure.
package struct SpeechFigures: Sendable, Hashable {
    /// Seconds of speech per second of the recording, 0 to 1; nil where the duration is not known.
    package var speechRatio: Double?
    /// Words per minute of speech with its breaths (`SpeechClock`); nil with less than `PaceRule.leastSpeech` of it.
    package var wordsPerMinute: Double?
    /// Fillers per hundred words, a lower bound; nil where there are too few words or no list for the language.
    package var fillersPerHundredWords: Double?

    /// - Parameter duration: of the recording, seconds.
    package init(transcript: Transcript, duration: Double?) {
        if let duration, duration > 0 {
            speechRatio = min(1, transcript.spans.totalDuration / duration)
        }
        let clock = SpeechClock(transcript)
        let words = transcript.words.count
        if words > 0, clock.total >= PaceRule.leastSpeech {
            wordsPerMinute = Double(words) / clock.total * 60
        }
        if let fillers = FillerCount(transcript) { fillersPerHundredWords = fillers.perHundredWords }
    }

    /// The same with units, for the report.
    package var quantities: (speechRatio: Quantity?, wordsPerMinute: Quantity?, fillersPerHundredWords: Quantity?) {
        (
            speechRatio.map { Quantity($0, .share) }, wordsPerMinute.map { Quantity($0, .wordsPerMinute) },
            fillersPerHundredWords.map { Quantity($0, .perHundredWords) }
        )
    }
}
