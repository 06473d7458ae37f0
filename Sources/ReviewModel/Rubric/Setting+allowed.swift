extension Rubric.Setting {
    /// The values that make sense for a threshold of this unit.
    package var allowed: ClosedRange<Double> {
        switch unit {
        case .share, .luma: 0...1
        case .seconds: 0...86_400
        case .decibelsFullScale, .decibelsTruePeak, .loudness: -120...6
        case .loudnessRange, .decibels: 0...120
        case .hertz: 0...96_000
        case .framesPerSecond, .flashesPerSecond: 0...1_000
        case .correlation: -1...1
        case .pixels: 1...16_384
        case .wordsPerMinute: 0...1_000
        case .perHundredWords: 0...100
        case .count: 0...1_000_000
        }
    }
}
