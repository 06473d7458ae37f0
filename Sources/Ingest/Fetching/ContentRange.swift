/// Which part of something an answer has (RFC 9110, section 14.4).
struct ContentRange: Hashable {
    let first: Int64
    let last: Int64
    /// nil where the other side does not say.
    let total: Int64?

    /// nil for what is no part in bytes.
    init?(_ header: String?) {
        guard let match = header?.wholeMatch(of: /bytes ([0-9]+)-([0-9]+)\/([0-9]+|\*)/), let first = Int64(match.1), let last = Int64(match.2),
            first <= last, last < .max
        else { return nil }
        (self.first, self.last, total) = (first, last, Int64(match.3))
        if let total, last >= total { return nil }
    }

    /// Whether nothing comes after it. Where nobody says how much there is, the next request shows it.
    var isLast: Bool { last + 1 == total }
}
