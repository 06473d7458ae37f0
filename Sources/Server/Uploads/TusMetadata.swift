internal import Foundation

/// The Upload-Metadata of tus: names, each with its value in Base64, parted by commas.
enum TusMetadata {
    /// nil where it is not written as the protocol says.
    static func fields(_ header: String) -> [String: String]? {
        var fields: [String: String] = [:]
        for pair in header.split(separator: ",") {
            let words = pair.split(separator: " ", omittingEmptySubsequences: true)
            guard let name = words.first, words.count <= 2, fields[String(name)] == nil else { return nil }
            guard words.count == 2 else {
                fields[String(name)] = ""
                continue
            }
            guard let data = Data(base64Encoded: String(words[1])), let value = String(data: data, encoding: .utf8) else { return nil }
            fields[String(name)] = value
        }
        return fields
    }
}
