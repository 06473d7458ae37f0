/// A request that a test's web server got.
package struct WebRequest: Sendable, Hashable {
    package let method: String
    /// With its query.
    package let path: String
    /// By lower-case name.
    package let headers: [String: String]
    package let body: [UInt8]

    /// nil while it is not whole.
    init?(_ bytes: [UInt8]) {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
        let words = (lines.first ?? "").split(separator: " ").map(String.init)
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " }) }
        }
        let (rest, length) = (bytes[end.upperBound...], headers["content-length"].flatMap { Int($0) } ?? 0)
        guard rest.count >= length else { return nil }
        method = words.first ?? ""
        path = words.dropFirst().first ?? ""
        body = Array(rest.prefix(length))
        self.headers = headers
    }

    /// Where the part begins that it asks for; nil where it asks for the whole.
    package var rangeStart: Int? {
        headers["range"]?.firstMatch(of: /bytes=(\d+)-/).flatMap { Int($0.1) }
    }
}
