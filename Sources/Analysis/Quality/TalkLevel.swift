import ReviewModel

/// From which level on a channel carries the talk, in dBFS over 50 ms: the talk's strong syllables and those up to 20 dB under them, within bounds
/// that neither a whisper of noise nor a shout moves.
struct TalkLevel {
    let level: Double

    /// Strong syllables, as a share of the moments that are weaker.
    private static let strong = 0.95
    private static let reach = 20.0
    private static let bounds = -60.0 ... -35.0

    /// Nil without sound.
    init?(of channels: [Series]) {
        guard let strong = MeasurementSet.strongest(of: channels)?.percentile(Self.strong) else { return nil }
        level = min(Self.bounds.upperBound, max(Self.bounds.lowerBound, strong - Self.reach))
    }
}
