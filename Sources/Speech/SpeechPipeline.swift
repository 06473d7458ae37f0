package import ReviewModel

/// Speech to text for a recording of any length, fed piece by piece; what it keeps in memory does not grow with it.
///
///     sound -> VoiceActivity -> SpeechGate -> SpeechSegmenter -> WhisperRecognizer -> words -> segments
package struct SpeechPipeline {
    private let voice: VoiceActivity
    private let recognizer: WhisperRecognizer
    private let onSegment: (Transcript.Segment) throws -> Void
    private let onProgress: (Double) throws -> Void

    private var gate = SpeechGate()
    private var segmenter = SpeechSegmenter()
    private var window = SampleWindow(origin: 0)
    /// Samples at the end of the window that do not fill a frame yet.
    private var unheard: [Float] = []
    /// Seconds up to which voice activity is known.
    private var heard = 0.0
    private var isFed = false
    private var reported = 0.0
    private var speech: [TimeRange] = []

    /// Seconds: a step in the times of the sound up to this is rounding, beyond it a hole or an overlap.
    private static let tolerance = 0.05
    /// Frames per look at voice activity: half a second.
    private static let block = 16

    /// Loads both models, which takes a while and opens files.
    ///
    /// - Parameters:
    ///   - model, vadModel: paths of files in whisper.cpp's ggml format.
    ///   - language: ISO 639-1; nil or `auto` to have it detected.
    ///   - onSegment: gets every sentence or breath, in order of time.
    ///   - onProgress: gets the seconds of the recording up to which everything is recognised or known to be no speech.
    /// - Throws: `ChildFailure` with code `dependency` for a model that is missing or cannot serve.
    package init(
        model: String, vadModel: String, language: String? = nil, onSegment: @escaping (Transcript.Segment) throws -> Void,
        onProgress: @escaping (Double) throws -> Void = { _ in }
    ) throws {
        voice = try VoiceActivity(model: vadModel)
        recognizer = try WhisperRecognizer(model: model, language: language)
        self.onSegment = onSegment
        self.onProgress = onProgress
    }

    /// What is known when all is fed.
    package struct Summary: Sendable {
        /// ISO 639-1; `und` where there was no speech to tell it by.
        package var language: String
        package var engine: String
        /// Where a voice was heard, in order of time.
        package var speech: [TimeRange]
    }

    /// Takes the next samples, in the form of `SpeechFormat`; `time` is that of the first, in seconds of the recording.
    package mutating func feed(_ samples: UnsafeBufferPointer<Float>, at time: Double) throws {
        if !isFed || time > window.end + Self.tolerance { try restart(at: time) }
        let overlap = window.end - time
        let surplus = overlap > Self.tolerance ? min(samples.count, Int(overlap * SpeechFormat.sampleRate)) : 0
        for start in stride(from: surplus, to: samples.count, by: Self.block * VoiceActivity.frameLength) {
            let end = min(start + Self.block * VoiceActivity.frameLength, samples.count)
            window.append(samples[start..<end])
            unheard.append(contentsOf: samples[start..<end])
            try listen()
        }
    }

    /// Recognises what is left.
    package mutating func finish() throws -> Summary {
        try flush()
        return Summary(language: recognizer.language ?? "und", engine: recognizer.engine, speech: speech)
    }

    /// Begins anew behind a hole in the sound.
    private mutating func restart(at time: Double) throws {
        try flush()
        voice.forget()
        window = SampleWindow(origin: time)
        heard = time
        isFed = true
    }

    private mutating func flush() throws {
        if !unheard.isEmpty {
            let short = VoiceActivity.frameLength - unheard.count % VoiceActivity.frameLength
            unheard += Array(repeating: 0, count: short % VoiceActivity.frameLength)
            try listen()
        }
        if let range = gate.finish() { try take(range) }
        try recognize(segmenter.finish())
        segmenter = SpeechSegmenter()
        if isFed { try report(window.end) }
    }

    /// Looks for speech in the whole frames that have come.
    private mutating func listen() throws {
        let count = unheard.count / VoiceActivity.frameLength * VoiceActivity.frameLength
        guard count > 0 else { return }
        let probabilities = try unheard.withUnsafeBufferPointer {
            try voice.probabilities(UnsafeBufferPointer(rebasing: $0[..<count]))
        }
        unheard.removeFirst(count)
        for probability in probabilities {
            let frame = TimeRange(start: heard, end: heard + VoiceActivity.frameDuration)
            heard = frame.end
            if let range = gate.add(probability, over: frame) { try take(range) }
        }
        let window = window
        try recognize(
            segmenter.advance(to: heard, open: gate.open) { range in
                window.withSamples(in: range) { samples, start in
                    start + Double(QuietMoment.find(in: samples)) / SpeechFormat.sampleRate
                }
            })
        let needed = min(heard, segmenter.needed(now: heard, open: gate.open))
        self.window.forget(before: needed)
        try report(needed)
    }

    /// A sound that turns out to be no speech can move the present back a little; progress does not follow.
    private mutating func report(_ time: Double) throws {
        reported = max(reported, time)
        try onProgress(reported)
    }

    private mutating func take(_ range: TimeRange) throws {
        let range = TimeRange(start: max(window.origin, range.start), end: min(window.end, range.end))
        speech.append(range)
        try recognize(segmenter.add(range))
    }

    private func recognize(_ pieces: [SpeechSegmenter.Piece]) throws {
        for piece in pieces {
            let (recognition, start) = try window.withSamples(in: piece.range) { (try recognizer.recognize($0), $1) }
            let heard = SpeechSegmenter.Piece(range: TimeRange(start: start, end: min(piece.range.end, window.end)), speech: piece.speech)
            for segment in Self.segments(of: recognition, in: heard, language: recognizer.language) { try onSegment(segment) }
        }
    }

    /// Words with settled times in sentences, without what was made up.
    static func segments(
        of recognition: Recognition, in piece: SpeechSegmenter.Piece, language: String?
    ) -> [Transcript.Segment] {
        let spoken = NonSpeech.removed(from: recognition.words(spaced: !unspaced.contains(language ?? "")))
        let words = WordTimes.settle(HallucinationGuard.plausible(spoken, noSpeech: recognition.noSpeech), in: piece)
        return SentenceSplitter.segments(of: words).filter(HallucinationGuard.isSpeakable)
    }

    /// Languages that write no spaces between words.
    private static let unspaced: Set<String> = ["zh", "yue", "ja", "th", "lo", "my", "km"]
}
