/// Cuts a stream of samples at the edges of steady bins, which lie on the recording's clock, not on the stream's.
package struct SampleBins {
    /// Seconds of a bin, and samples a second.
    let interval: Double
    let rate: Int
    /// The sample that comes next, counted from the start of the recording.
    package private(set) var position: Int

    package init(interval: Double, rate: Int, position: Int) {
        self.interval = interval
        self.rate = rate
        self.position = position
    }

    /// The bin that the next sample falls into.
    package var bin: Int {
        let guess = Int(Double(position) / (interval * Double(rate)))
        return position >= edge(guess + 1) ? guess + 1 : position < edge(guess) ? guess - 1 : guess
    }

    /// Samples from the next one to the end of its bin.
    package var room: Int { edge(bin + 1) - position }

    package mutating func advance(_ samples: Int) {
        position += samples
    }

    /// The first sample of a bin; where a bin is not a whole number of samples, the nearest.
    package func edge(_ bin: Int) -> Int {
        Int((Double(bin) * interval * Double(rate)).rounded())
    }
}
