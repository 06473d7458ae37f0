/// A sentence of one language with gaps, and the same in another with the gaps in the same order. A star stands for each gap.
struct SentenceTranslation: Sendable, Hashable {
    /// What stands round the gaps.
    let original: [String]
    private let translated: [String]

    init(_ original: String, _ translated: String) {
        self.original = original.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
        self.translated = translated.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    }

    /// Nil for another sentence.
    func callAsFunction(_ text: String) -> String? {
        guard let gaps = gaps(in: text) else { return nil }
        var result = translated[0]
        for (gap, piece) in zip(gaps, translated.dropFirst()) { result += gap + piece }
        return result
    }

    /// What fills the gaps.
    private func gaps(in text: String) -> [String]? {
        guard original.count > 1 else { return text == original[0] ? [] : nil }
        guard text.hasPrefix(original[0]) else { return nil }
        var rest = text.dropFirst(original[0].count)
        var gaps: [String] = []
        for piece in original.dropFirst().dropLast() {
            guard let place = rest.firstRange(of: piece) else { return nil }
            gaps.append(String(rest[..<place.lowerBound]))
            rest = rest[place.upperBound...]
        }
        let end = original[original.count - 1]
        guard rest.hasSuffix(end) else { return nil }
        return gaps + [String(rest.dropLast(end.count))]
    }
}
