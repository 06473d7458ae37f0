import ReviewModel

/// What a recording sounds or looks like, five values a second: enough to know pieces of it in another upload again, whatever their level, size or
/// codec.
struct ContentTrace {
    /// Values a second.
    static let rate = 5.0

    /// Loudness in LU, or luma in hundredths.
    let values: [Float]
    /// Less than this between the values of a passage tells it from no other: standard deviation, in the values' unit.
    let leastVariation: Float

    private init(_ values: [Float], leastVariation: Float) {
        self.values = values
        self.leastVariation = leastVariation
    }

    /// Of the sound; nil where there is none.
    static func sound(of measurements: MeasurementSet) -> ContentTrace? {
        guard let loudness = measurements[.loudnessMomentary], let whole = measurements.summary.integratedLoudness else { return nil }
        // What is far below the talk is noise, and a repair may well have changed it.
        let floor = whole - 30
        let pair = max(1, Int((1 / (rate * loudness.interval)).rounded()))
        let values = stride(from: 0, to: loudness.count - pair + 1, by: pair).map { index -> Float in
            let level = (index..<index + pair).map { max(floor, loudness[$0] ?? floor) }.reduce(0, +) / Double(pair)
            return Float(level - whole)
        }
        return ContentTrace(values, leastVariation: 1.5)
    }

    /// Of the picture; nil where there is none.
    static func picture(of measurements: MeasurementSet) -> ContentTrace? {
        guard let luma = measurements[.lumaMean], luma.count > 0 else { return nil }
        var last: Float = 0
        let values = (0..<luma.count).map { index -> Float in
            if let value = luma[index] { last = Float(value * 100) }
            return last
        }
        return ContentTrace(values, leastVariation: 1)
    }
}
