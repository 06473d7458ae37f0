/// A number with its unit, as reports print it.
package struct Quantity: Sendable, Codable, Hashable {
    package var value: Double
    package var unit: Unit

    package init(_ value: Double, _ unit: Unit) {
        self.value = value
        self.unit = unit
    }

    /// The units that measurements and thresholds come in. Raw values are what the JSON report says.
    package enum Unit: String, Sendable, Codable, Hashable {
        case seconds = "s"
        case decibelsFullScale = "dBFS"
        case decibelsTruePeak = "dBTP"
        case loudness = "LUFS"
        case loudnessRange = "LU"
        case decibels = "dB"
        case hertz = "Hz"
        case framesPerSecond = "fps"
        case flashesPerSecond = "flashes/s"
        /// How alike two signals are: 1 the same, -1 one the inverse of the other.
        case correlation = "correlation"
        case pixels = "px"
        case wordsPerMinute = "words/min"
        case perHundredWords = "per 100 words"
        /// A share of a whole, 0 to 1.
        case share = "share"
        /// Full-range luma, 0 (black) to 1 (white).
        case luma = "luma"
        case count = "count"
    }
}
