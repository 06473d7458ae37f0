import ReviewModel

/// Finds holes in the signal: a picture or two of black, all at once, between pictures that show something.
struct PictureHoleMeter {
    private(set) var events: [MediaEvent] = []
    /// How bright the last two pictures were; see `LumaStatistics.peak`.
    private var peaks: (earlier: Double, last: Double) = (0, 0)
    private var hole: MediaEvent?

    /// Nothing is to be seen up to here, and something from there on.
    private static let black = 0.05
    private static let lit = 0.1
    /// Seconds: a longer black is meant to be seen.
    private static let longest = 0.1
    /// A fade loses more than this from one picture to the next before it is black.
    private static let kept = 0.8

    /// - Parameter follows: whether the picture before it was handed over too.
    mutating func push(_ picture: MeasuredPicture, follows: Bool) {
        guard follows else {
            hole = nil
            peaks = (0, 0)
            return
        }
        let peak = picture.statistics.peak
        defer { peaks = (peaks.last, peak) }
        if peak <= Self.black {
            if let before = hole { hole?.value = max(before.value, peak) }
            if peaks.last > Self.lit, peaks.last >= Self.kept * peaks.earlier { hole = MediaEvent(.pictureHole, start: picture.time, value: peak) }
        } else if var found = hole {
            found.end = picture.time
            if peak > Self.lit, found.end - found.start <= Self.longest { events.append(found) }
            hole = nil
        }
    }
}
