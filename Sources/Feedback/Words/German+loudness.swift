import Foundation
import ReviewModel

/// How loud the recording is as a whole.
extension German {
    static let loudness: [FindingCode: Sentence] = [.audioLoudnessLow: tooQuiet, .audioLoudnessHigh: tooLoud]

    private static func tooQuiet(_ at: Circumstances) -> Words {
        let by = at.gain.map { "\(amount($0)) dB" }
        let extent = at.gain.map { "\(amount($0)) dB leiser, als er in einer Vorlesung sein sollte, und wirkt \(asLoud(-$0))" }
        let limit = numbers.decimal(at.safePeak, 1)
        return Words(
            by.map { "Der Ton ist \($0) zu leise" } ?? "Der Ton ist zu leise",
            why: "Der Ton ist \(extent ?? "leiser, als er in einer Vorlesung sein sollte"). Studierende müssen lauter stellen, und im Bus oder am "
                + "Handylautsprecher entgehen ihnen Wörter." + measuredAgainst(at),
            steps: [
                "Heben Sie im Schnittprogramm die ganze Tonspur\(by.map { " um \($0)" } ?? "") an, mit einem Limiter bei \(limit) dB, damit kein "
                    + "Wort verzerrt.",
                normalizing(at),
            ])
    }

    private static func tooLoud(_ at: Circumstances) -> Words {
        let by = at.gain.map { "\(amount(-$0)) dB" }
        return Words(
            by.map { "Der Ton ist \($0) zu laut" } ?? "Der Ton ist zu laut",
            why: "Der Ton ist \(by.map { "\($0) " } ?? "")lauter, als er in einer Vorlesung sein sollte. Wer Kopfhörer trägt, erschrickt und stellt "
                + "leiser; was danach kommt, ist dann zu leise." + measuredAgainst(at),
            steps: ["Senken Sie im Schnittprogramm die ganze Tonspur\(by.map { " um \($0)" } ?? "") ab.", normalizing(at)])
    }

    private static func normalizing(_ at: Circumstances) -> String {
        "Kann das Programm die „Lautheit normalisieren“, wählen Sie stattdessen \(numbers.decimal(at.rubric[.loudnessTarget], 0)) LUFS."
    }

    private static func measuredAgainst(_ at: Circumstances) -> String {
        guard let measured = at.measured else { return "" }
        return " (Wie laut etwas wirkt, wird in LUFS angegeben. Gemessen: \(numbers.decimal(measured, 1)); Ziel: "
            + "\(numbers.decimal(at.rubric[.loudnessTarget], 0)).)"
    }

    private static func amount(_ decibels: Double) -> String {
        numbers.decimal(decibels, abs(decibels) < 2 ? 1 : 0)
    }

    /// What a difference in decibels sounds like; ten are heard as twice or half as loud.
    private static func asLoud(_ decibels: Double) -> String {
        switch pow(2, decibels / 10) {
        case 0.8...: "ein wenig zu leise"
        case 0.6..<0.8: "nur etwa zwei Drittel so laut"
        case 0.42..<0.6: "nur etwa halb so laut"
        case 0.28..<0.42: "nur etwa ein Drittel so laut"
        case 0.2..<0.28: "nur etwa ein Viertel so laut"
        default: "kaum noch hörbar"
        }
    }
}
