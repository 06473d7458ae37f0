import Foundation
import ReviewModel

/// Names a chapter by the first words that are said in it: teachers and viewers know the place by them.
///
/// A slide often comes up in the middle of a sentence. What is left of that one is no title, unless it goes on for long, or no sentence ends at all, as with
/// speech that was recognised without punctuation.
enum ChapterTitle {
    private static let most = 6
    /// With so many words, a sentence that ends is enough.
    private static let enough = 3
    /// What YouTube shows of a title.
    private static let mostCharacters = 70
    /// A sentence that begins after more words or seconds than these is no longer how the chapter begins.
    private static let soon = (words: 12, seconds: 8.0)
    /// Whoever has said nothing for so long, in seconds, begins anew.
    private static let pause = 2.0

    /// Nil where nothing is said.
    static func text(_ words: [Transcript.Word], from start: Double, to end: Double) -> String? {
        let said = words.filter { $0.range.start >= start && $0.range.start < end && !plain($0).isEmpty }
        let before = words.last { $0.range.start < start && !plain($0).isEmpty }
        var taken: [String] = []
        for text in said.dropFirst(rest(of: said, after: before)).map(plain) {
            taken.append(text)
            if taken.count == most || taken.count >= enough && endsSentence(text) { break }
        }
        let line = taken.joined(separator: " ").trimmingCharacters(in: CharacterSet(charactersIn: " .,;:-\u{2013}\u{2014}\u{2026}。、，"))
        guard !line.isEmpty else { return nil }
        return ShortLine.text(line.prefix(1).uppercased() + line.dropFirst(), most: mostCharacters)
    }

    private static func plain(_ word: Transcript.Word) -> String {
        Printed.oneLine(word.text).trimmingCharacters(in: .whitespaces)
    }

    /// How many words belong to a sentence that began before the chapter, if another one begins soon.
    private static func rest(of said: [Transcript.Word], after before: Transcript.Word?) -> Int {
        guard let before, let first = said.first, first.range.start - before.range.end < pause, !isDivided(before, first) else { return 0 }
        let near = said.prefix(soon.words + 1).prefix { $0.range.start - first.range.start <= soon.seconds }
        return near.indices.dropFirst().first { isDivided(near[$0 - 1], near[$0]) } ?? 0
    }

    /// Whether a sentence ends between two words. After an abbreviation it goes on with a small letter.
    private static func isDivided(_ word: Transcript.Word, _ next: Transcript.Word) -> Bool {
        endsSentence(plain(word)) && plain(next).first?.isLowercase != true
    }

    /// They may stand behind the mark that ends a sentence.
    private static let closingMarks = "\"'\u{2019}\u{201C}\u{201D}\u{BB})]"

    private static func endsSentence(_ word: String) -> Bool {
        word.last { !closingMarks.contains($0) }.map { ".?!\u{2026}。？！".contains($0) } ?? false
    }
}
