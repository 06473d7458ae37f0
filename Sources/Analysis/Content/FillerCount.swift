internal import ReviewModel

/// The fillers of a transcript. A lower bound: recognisers leave most of them out.
struct FillerCount {
    /// One filler, as it is listed, and where it is.
    struct Filler: Equatable {
        var text: String
        var range: TimeRange
    }

    let fillers: [Filler]
    /// All words, fillers included.
    let words: Int

    /// Words below which a rate says nothing.
    static let leastWords = 50
    /// Seconds of silence that set a phrase apart as a comma does.
    private static let pause = 0.3

    var perHundredWords: Double { Double(fillers.count) * 100 / Double(words) }

    /// Counts by phrase, the most frequent first.
    var counts: [(text: String, count: Int)] {
        Dictionary(grouping: fillers, by: \.text).map { (text: $0.key, count: $0.value.count) }
            .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    }

    /// Nil where there are too few words, or no list for the language.
    init?(_ transcript: Transcript) {
        let words = transcript.words
        guard words.count >= Self.leastWords, let list = FillerList.all[transcript.language] else { return nil }
        self.words = words.count
        fillers = Self.find(list, in: words)
    }

    private static func find(_ list: FillerList, in words: [Transcript.Word]) -> [Filler] {
        let keys = words.map { word in word.text.lowercased().filter { $0.isLetter || $0 == "'" } }
        var found: [Filler] = []
        var index = 0
        while index < words.count {
            var length = 1
            if list.sounds.contains(keys[index]) {
                found.append(Filler(text: keys[index], range: words[index].range))
            } else if let phrase = list.phrases.first(where: { isFiller($0, at: index, words, keys) }) {
                length = phrase.count
                let range = TimeRange(start: words[index].range.start, end: words[index + length - 1].range.end)
                found.append(Filler(text: phrase.joined(separator: " "), range: range))
            }
            index += length
        }
        return found
    }

    /// Whether the phrase stands at `index`, set apart before and behind: "it is, you know, simple", not "do you know it".
    private static func isFiller(_ phrase: [String], at index: Int, _ words: [Transcript.Word], _ keys: [String]) -> Bool {
        let end = index + phrase.count
        guard end <= keys.count, keys[index..<end].elementsEqual(phrase) else { return false }
        return isApart(words, at: index) && isApart(words, at: end)
            // A mark within the phrase means that its words do not belong together.
            && words[index..<end - 1].allSatisfy { !$0.endsPhrase }
    }

    /// Whether something separates the word at `index` from the one before it.
    private static func isApart(_ words: [Transcript.Word], at index: Int) -> Bool {
        guard index > 0, index < words.count else { return true }
        let before = words[index - 1]
        return before.endsPhrase || words[index].range.start - before.range.end >= pause
    }
}

extension Transcript.Word {
    fileprivate var endsPhrase: Bool { text.last.map { ",.;:?!…–—".contains($0) } ?? false }
}
