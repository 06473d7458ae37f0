import Foundation
import ReviewModel

/// How loud the recording is as a whole.
extension English {
    static let loudness: [FindingCode: Sentence] = [.audioLoudnessLow: tooQuiet, .audioLoudnessHigh: tooLoud]

    private static func tooQuiet(_ at: Circumstances) -> Words {
        let target = at.rubric[.loudnessTarget]
        let gain = at.gain
        let by = gain.map { "\(amount($0)) dB" }
        return Words(
            by.map { "The sound is \($0) too quiet" } ?? "The sound is too quiet",
            why: (by.map { "\($0) quieter than lectures should be\(gain.map { ", so that it seems \(asLoud(-$0))" } ?? "")" }
                ?? "Quieter than lectures should be")
                + ": learners reach for the volume, and on a bus or with a phone's speaker they miss words." + measuredAgainst(at),
            steps: [
                by.map { "In the editor, raise the whole sound track by \($0), with a limiter at \(limit(at)) dB so that no word distorts." }
                    ?? "In the editor, raise the whole sound track, with a limiter at \(limit(at)) dB so that no word distorts.",
                "If the editor can “normalize loudness”, choose \(numbers.decimal(target, 0)) LUFS instead.",
            ])
    }

    private static func tooLoud(_ at: Circumstances) -> Words {
        let target = at.rubric[.loudnessTarget]
        let gain = at.gain
        let by = gain.map { "\(amount(-$0)) dB" }
        return Words(
            by.map { "The sound is \($0) too loud" } ?? "The sound is too loud",
            why: (by.map { "\($0) louder than lectures should be" } ?? "Louder than lectures should be")
                + ": learners with headphones are startled, and turn down what comes next until it is too quiet." + measuredAgainst(at),
            steps: [
                by.map { "In the editor, lower the whole sound track by \($0)." } ?? "In the editor, lower the whole sound track.",
                "If the editor can “normalize loudness”, choose \(numbers.decimal(target, 0)) LUFS instead.",
            ])
    }

    private static func measuredAgainst(_ at: Circumstances) -> String {
        guard let measured = at.measured else { return "" }
        return " (Loudness as heard is counted in LUFS. Measured: \(numbers.decimal(measured, 1)); the aim is "
            + "\(numbers.decimal(at.rubric[.loudnessTarget], 0)).)"
    }

    private static func amount(_ decibels: Double) -> String {
        numbers.decimal(decibels, abs(decibels) < 2 ? 1 : 0)
    }

    private static func limit(_ at: Circumstances) -> String {
        numbers.decimal(at.safePeak, 1)
    }

    /// What a difference in decibels sounds like; ten are heard as twice or half as loud.
    private static func asLoud(_ decibels: Double) -> String {
        switch pow(2, decibels / 10) {
        case 0.8...: "a little softer"
        case 0.6..<0.8: "about two thirds as loud"
        case 0.42..<0.6: "about half as loud"
        case 0.28..<0.42: "about a third as loud"
        case 0.2..<0.28: "about a quarter as loud"
        default: "barely audible"
        }
    }
}
