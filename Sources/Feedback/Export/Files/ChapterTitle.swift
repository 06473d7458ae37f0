import Foundation
import ReviewModel

/// Names a chapter by the first words that are said in it: teachers and viewers know the place by them.
enum ChapterTitle {
    private static let most = 6
    /// With so many words, a sentence that ends is enough.
    private static let enough = 3
    /// What YouTube shows of a title.
    private static let mostCharacters = 70

    /// Nil where nothing is said.
    static func text(_ words: [Transcript.Word], from start: Double, to end: Double) -> String? {
        var taken: [String] = []
        for word in words where word.range.start >= start && word.range.start < end {
            let text = Printed.oneLine(word.text).trimmingCharacters(in: .whitespaces)
            if text.isEmpty { continue }
            taken.append(text)
            if taken.count == most || taken.count >= enough && endsSentence(text) { break }
        }
        let line = taken.joined(separator: " ").trimmingCharacters(in: CharacterSet(charactersIn: " .,;:-\u{2013}\u{2014}\u{2026}。、，"))
        guard !line.isEmpty else { return nil }
        return ShortLine.text(line.prefix(1).uppercased() + line.dropFirst(), most: mostCharacters)
    }

    private static func endsSentence(_ word: String) -> Bool {
        word.last.map { ".?!\u{2026}。？！".contains($0) } ?? false
    }
}
