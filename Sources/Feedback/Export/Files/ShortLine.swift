import Foundation

/// Text from outside as one short line of a file for other programs.
enum ShortLine {
    /// At most so many characters, cut between words unless that leaves little.
    static func text(_ text: String, most: Int) -> String {
        let line = Printed.oneLine(text).trimmingCharacters(in: .whitespaces)
        guard line.count > most else { return line }
        let head = String(line.prefix(max(1, most - 1)))
        // The last word is whole where the cut is beside a space.
        let isWhole = head.last == " " || line.dropFirst(head.count).first == " "
        let words = head.split(separator: " ").dropLast(isWhole ? 0 : 1).joined(separator: " ")
        return (words.count * 2 >= most ? words : head) + "\u{2026}"
    }
}
