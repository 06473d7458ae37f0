/// A moment of RFC 3339 in UTC, taken apart for a language to print: `2026-11-25T19:47:41Z`.
struct PrintedMoment: Sendable, Hashable {
    let year: String
    /// 1 to 12.
    let month: Int
    let day: Int
    /// `19:47`.
    let clock: String

    /// Nil where it cannot be understood.
    init?(_ text: String) {
        guard let match = text.wholeMatch(of: #/(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d):\d\dZ/#), let month = Int(match.output.2),
            let day = Int(match.output.3), (1...12).contains(month)
        else { return nil }
        (year, clock) = (String(match.output.1), String(match.output.4))
        self.month = month
        self.day = day
    }
}
