import ReviewModel

/// How much a fault harms learners, as a number that effort can be held against.
enum Harm {
    /// - Parameter duration: of the recording, in seconds.
    static func of(_ finding: Finding, duration: Double) -> Double {
        let weight =
            switch finding.severity {
            case .mustFix: 100.0
            case .shouldFix: 30.0
            case .advice: 5.0
            }
        // A second of black in an hour is not a sixtieth of the harm of a minute of it: learners are stopped all the same.
        let share = finding.ranges.isEmpty || duration <= 0 ? 1 : min(1, finding.ranges.merged().totalDuration / duration)
        return weight * finding.confidence * (0.5 + 0.5 * share.squareRoot())
    }
}
