/// A request that a test's web server got.
struct WebRequest: Sendable, Hashable {
    /// With its query.
    let path: String
    /// By lower-case name.
    let headers: [String: String]

    /// nil while its head is not whole.
    init?(_ text: String) {
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        guard lines.count > 2, lines.suffix(2).allSatisfy(\.isEmpty) else { return nil }
        path = lines[0].split(separator: " ").dropFirst().first.map(String.init) ?? ""
        var headers: [String: String] = [:]
        for line in lines.dropFirst().dropLast(2) {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " }) }
        }
        self.headers = headers
    }

    /// Where the part begins that it asks for; nil where it asks for the whole.
    var rangeStart: Int? {
        headers["range"]?.firstMatch(of: /bytes=(\d+)-/).flatMap { Int($0.1) }
    }
}
