/// How much of a recording is looked at, whatever its headers claim. Far beyond every lecture; a hostile file ends here.
enum Bounds {
    /// Streams in a container.
    static let streams = 32
    /// Pixels of a picture: 7680x4320 passes.
    static let pixels: Int64 = 40_000_000
    /// Seconds of presentation time.
    static let seconds = 24.0 * 3600
    /// Pictures, a day at 60 a second.
    static let frames = 24 * 3600 * 60
    /// Bytes and microseconds of media that are read to find out what the streams are.
    static let probeBytes: Int64 = 8 << 20
    static let probeDuration: Int64 = 10_000_000
    /// Hertz, and channels of sound.
    static let sampleRates: ClosedRange<Int32> = 4000...192_000
    static let channels = 8
}
