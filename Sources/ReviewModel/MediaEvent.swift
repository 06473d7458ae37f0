/// Something that happened at a moment or over a span of the recording, exact to the frame or sample.
package struct MediaEvent: Sendable, Codable, Hashable {
    package var kind: Kind
    /// Seconds; `end` equals `start` for a moment.
    package var start: Double
    package var end: Double
    /// What it means depends on the kind.
    package var value: Double
    /// The sound channel it happened on; nil for what concerns no single channel.
    package var channel: Int?

    package init(_ kind: Kind, start: Double, end: Double? = nil, value: Double = 0, channel: Int? = nil) {
        self.kind = kind
        self.channel = channel
        self.start = start
        self.end = end ?? start
        self.value = value
    }

    package enum Kind: String, Sendable, Codable, Hashable {
        /// The picture changed as a whole or in a large part: a cut, a new slide. `value` is the mean absolute luma difference, 0 to 1.
        case pictureChange = "picture.change"
        /// A picture or two of black, all at once, between others. `value` is the luma that all but a speck of them does not exceed.
        case pictureHole = "picture.hole"
        /// A page that was scrolled comes to rest.
        case scrollEnd = "picture.scroll.end"
        /// A run of at least two flashes a second, from its first transition to its last. `value` is the most transitions within a second.
        case flashing = "picture.flashing"
        /// A hole between two pictures, or timestamps that run back. `value` is the step in seconds, negative when back.
        case timestampGap = "video.timestamps.gap"
        /// Packets that could not be decoded. `value` is how many; neighbours within a second are one event.
        case decodeError = "decode.error"
        /// The sound of a channel breaks off in the middle of a wave and comes back as suddenly. `value` is how many decibels it falls within a
        /// few milliseconds, down to 45 dB under the loudest sound of late at most; 20 for digital silence in the noise between words.
        case soundHole = "audio.hole"
        /// The noise between words steps up or down. `value` is the step in dB, negative when down.
        case noiseStep = "audio.noise.step"
        /// Mains hum, from its beginning to its end. `value` is 50 or 60, in hertz.
        case hum = "audio.hum"
    }
}
