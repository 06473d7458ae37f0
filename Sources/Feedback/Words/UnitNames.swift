/// The units whose names are words.
struct UnitNames: Sendable, Hashable {
    var framesPerSecond: String
    var flashPerSecond: String
    var flashesPerSecond: String
    var wordsPerMinute: String
    var perHundredWords: String

    static let english = UnitNames(
        framesPerSecond: "fps", flashPerSecond: "flash a second", flashesPerSecond: "flashes a second", wordsPerMinute: "words/min",
        perHundredWords: "per 100 words")
    static let german = UnitNames(
        framesPerSecond: "Bilder/s", flashPerSecond: "Blitz pro Sekunde", flashesPerSecond: "Blitze pro Sekunde", wordsPerMinute: "Wörter/min",
        perHundredWords: "je 100 Wörter")
}
