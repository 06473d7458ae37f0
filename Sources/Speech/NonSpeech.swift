/// Takes out what Whisper writes for sounds that are no words: `[BLANK_AUDIO]`, `(music)`, `*laughs*`, notes. Pure.
enum NonSpeech {
    private static let brackets: [Character: Character] = ["[": "]", "(": ")", "{": "}", "*": "*", "♪": "♪", "♫": "♫"]

    /// The words outside brackets. A bracket that is never closed takes nothing with it but itself.
    static func removed(from words: [SpokenWord]) -> [SpokenWord] {
        var result: [SpokenWord] = []
        var index = 0
        while index < words.count {
            guard let first = words[index].text.first, let closing = brackets[first] else {
                result.append(words[index])
                index += 1
                continue
            }
            if let end = words[index...].firstIndex(where: { $0.closes(closing, isFirst: $0 == words[index]) }) {
                index = end + 1
            } else {
                var word = words[index]
                word.text.removeFirst()
                if !word.text.isEmpty { result.append(word) }
                index += 1
            }
        }
        return result.filter { !$0.text.allSatisfy("[](){}*♪♫".contains) }
    }
}

extension SpokenWord {
    /// Whether the word ends what a bracket began; punctuation may stand behind the closing one.
    fileprivate func closes(_ closing: Character, isFirst: Bool) -> Bool {
        (isFirst ? text.dropFirst() : text[...]).contains(closing)
    }
}
