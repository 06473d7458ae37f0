import Foundation

/// The languages that there are reports in.
package enum ReportLanguage: String, Sendable, CaseIterable {
    case english = "en"
    case german = "de"

    /// The language that a client likes best (RFC 9110, section 12.5.4), English where none fits; nil where it names none.
    ///
    /// `de-AT` is met by German (RFC 4647, section 3.4); of equal ones, the first counts.
    package init?(acceptLanguage header: String?) {
        let ranges = (header ?? "").split(separator: ",").compactMap { LanguageRange($0) }
        guard !ranges.isEmpty else { return nil }
        var best: (weight: Double, language: ReportLanguage) = (0, .english)
        for range in ranges {
            for language in Self.allCases where range.meets(language, among: ranges) && range.weight > best.weight {
                best = (range.weight, language)
            }
        }
        self = best.language
    }

    var wording: any Wording {
        switch self {
        case .english: English()
        case .german: German()
        }
    }
}

/// One of the languages that a client names, with its weight: `de-CH;q=0.8`.
private struct LanguageRange {
    /// Without region or script; `*` for any language that is not named otherwise.
    let language: String
    /// 0 to 1; 0 is a refusal.
    let weight: Double

    /// Nil where it cannot be understood.
    init?(_ text: Substring) {
        let parts = text.lowercased().split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        guard let range = parts.first, let name = range.split(separator: "-").first else { return nil }
        language = String(name)
        if let quality = parts.dropFirst().first(where: { $0.hasPrefix("q=") }) {
            guard let value = Double(quality.dropFirst(2)), (0...1).contains(value) else { return nil }
            weight = value
        } else {
            weight = 1
        }
    }

    func meets(_ language: ReportLanguage, among all: [LanguageRange]) -> Bool {
        self.language == "*" ? !all.contains { $0.language == language.rawValue } : self.language == language.rawValue
    }
}
