internal import Foundation
internal import Hummingbird

extension Request {
    /// The fields of a form that a page sent (`application/x-www-form-urlencoded`).
    ///
    /// - Throws: `Problem`.
    func formFields() async throws -> [String: String] {
        guard let data = try await smallBody() else { return [:] }
        var fields: [String: String] = [:]
        for pair in String(decoding: data, as: UTF8.self).split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.plain(parts[0]), let value = parts.count > 1 ? Self.plain(parts[1]) : "" else { continue }
            // Browsers break the lines of a text with two signs.
            fields[name] = value.replacing("\r\n", with: "\n")
        }
        return fields
    }

    private static func plain(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }

    /// A text of the query; nil where it is empty, as forms send what was left out.
    func filter(_ name: String) -> String? {
        text(name).flatMap { $0.isEmpty ? nil : $0 }
    }
}
