package import ReviewModel

/// One caption on the screen: one or two lines and when they are shown.
package struct Cue: Sendable, Hashable {
    package var range: TimeRange
    package var lines: [String]

    package init(range: TimeRange, lines: [String]) {
        self.range = range
        self.lines = lines
    }
}

/// What a caption may be, by the check `caption.rate` and the guidelines of broadcasters (BBC, DCMP).
enum CaptionLimits {
    /// Characters.
    static let lineLength = 42
    static let lines = 2
    /// Seconds.
    static let shortest = 1.0
    static let longest = 7.0
    /// Seconds between words: a caption ends at such a pause.
    static let pause = 0.8
    /// Seconds that a caption stays after its last word, where there is room: reading lags behind hearing.
    static let linger = 0.5
}
