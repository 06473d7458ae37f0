package import ReviewModel

/// The sound that may still be needed: samples are added at the end and forgotten at the start, so that a recording of any
/// length takes the memory of the longest piece.
package struct SampleWindow {
    /// Seconds of the recording at which the samples ever added begin; they follow each other without holes.
    package let origin: Double
    /// The samples forgotten so far.
    private var forgotten = 0
    private var samples: [Float] = []

    package init(origin: Double) {
        self.origin = origin
    }

    /// Seconds of the recording at the end of the samples.
    package var end: Double { time(of: forgotten + samples.count) }

    /// Seconds of the recording at a sample, counted from the origin.
    package func time(of index: Int) -> Double {
        origin + Double(index) / SpeechFormat.sampleRate
    }

    package mutating func append(_ more: some Sequence<Float>) {
        samples.append(contentsOf: more)
    }

    /// Forgets what lies before `time`, once that is worth the move of the rest.
    package mutating func forget(before time: Double) {
        let surplus = min(index(of: time) - forgotten, samples.count)
        guard surplus > max(samples.count / 2, Int(SpeechFormat.sampleRate)) else { return }
        samples.removeFirst(surplus)
        forgotten += surplus
    }

    /// Gives `body` the samples of a range, as far as they are there, and the time of the first.
    package func withSamples<Result>(
        in range: TimeRange, _ body: (UnsafeBufferPointer<Float>, Double) throws -> Result
    ) rethrows -> Result {
        let first = max(forgotten, min(index(of: range.start), forgotten + samples.count))
        let last = max(first, min(index(of: range.end), forgotten + samples.count))
        return try samples.withUnsafeBufferPointer { all in
            try body(UnsafeBufferPointer(rebasing: all[first - forgotten..<last - forgotten]), time(of: first))
        }
    }

    private func index(of time: Double) -> Int {
        // Kept within what an Int holds, whatever the time.
        Int(max(0, min(1e15, ((time - origin) * SpeechFormat.sampleRate).rounded())))
    }
}
