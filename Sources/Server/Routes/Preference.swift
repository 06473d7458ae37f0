internal import HTTPTypes
internal import Hummingbird

/// `Prefer: wait=N` (RFC 7240): how long a client would rather wait than be told what it knows.
struct Preference: Equatable {
    /// Seconds.
    let wait: Int

    /// Longer waits are cut off by proxies.
    private static let longest = 60

    init?(_ request: Request) {
        guard let header = request.headers[.prefer] else { return nil }
        for preference in header.split(separator: ",") {
            let token = preference.split(separator: ";").first ?? ""
            let parts = token.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " && $0 != "\"" } }
            guard parts.count == 2, parts[0].lowercased() == "wait", let seconds = Int(parts[1]), seconds > 0 else { continue }
            wait = min(seconds, Self.longest)
            return
        }
        return nil
    }

    /// What an answer says of it.
    var applied: String { "wait=\(wait)" }
}

extension HTTPField.Name {
    static let prefer = Self("Prefer")!
    static let preferenceApplied = Self("Preference-Applied")!
}
