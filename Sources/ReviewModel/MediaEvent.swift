/// Something that happened at a moment or over a span of the recording, exact to the frame or sample.
package struct MediaEvent: Sendable, Codable, Hashable {
    package var kind: Kind
    /// Seconds; `end` equals `start` for a moment.
    package var start: Double
    package var end: Double
    /// What it means depends on the kind.
    package var value: Double

    package init(_ kind: Kind, start: Double, end: Double? = nil, value: Double = 0) {
        self.kind = kind
        self.start = start
        self.end = end ?? start
        self.value = value
    }

    package enum Kind: String, Sendable, Codable, Hashable {
        /// The picture changed as a whole or in a large part: a cut, a new slide. `value` is the mean absolute luma difference, 0 to 1.
        case pictureChange = "picture.change"
        /// A hole between two pictures, or timestamps that run back. `value` is the step in seconds, negative when back.
        case timestampGap = "video.timestamps.gap"
        /// Packets that could not be decoded. `value` is how many; neighbours within a second are one event.
        case decodeError = "decode.error"
    }
}
