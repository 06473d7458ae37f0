internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// What routes read of a request, and refuse where it is not what it should be.
extension Request {
    private static let bodyLimit = 64 << 10
    /// A body of this size that has not come by then is dripped in to hold a connection.
    private static let bodyTime = Duration.seconds(20)

    /// The JSON object in the body; nil where there is no body.
    ///
    /// - Parameters:
    ///   - keys: the names that it may have.
    ///   - form: what it can say, for those who got it wrong.
    /// - Throws: `Problem`.
    func object<Wish: Decodable & Sendable>(_ type: Wish.Type = Wish.self, keys: Set<String>, form: String) async throws -> Wish? {
        guard let data = try await smallBody(), !data.isEmpty else { return nil }
        let unclear = Problem(
            .badRequest, "invalid-json", title: "The request is not understood", detail: "The body must be a JSON object with any of: \(form).")
        guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else { throw unclear }
        if let stranger = object.keys.filter({ !keys.contains($0) }).sorted().first {
            throw Problem(
                .badRequest, "unknown-key", title: "There is no \(stranger.prefix(60))", detail: "The body may be a JSON object with any of: \(form)."
            )
        }
        do {
            return try JSONDecoder().decode(Wish.self, from: data)
        } catch {
            throw unclear
        }
    }

    /// The whole body, where it is small and comes in time.
    func smallBody() async throws -> Data? {
        let body = body
        return try await withThrowingTaskGroup(of: Data?.self) { group in
            group.addTask { Data(try await body.collect(upTo: Self.bodyLimit).readableBytesView) }
            group.addTask {
                try await Task.sleep(for: Self.bodyTime)
                throw Problem(.requestTimeout, "slow-body", title: "The request came too slowly", detail: "Send its body within 20 s.")
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    /// A whole number of the query.
    ///
    /// - Throws: `Problem`.
    func number(_ name: String, in range: ClosedRange<Int>, otherwise usual: Int) throws -> Int {
        guard let text = uri.queryParameters[Substring(name)] else { return usual }
        guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text), range.contains(number) else {
            throw Problem.invalidParameter(name, "Give a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// A word of the query, out of those that there are.
    ///
    /// - Throws: `Problem`.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String, _ type: Word.Type = Word.self) throws -> Word? {
        guard let text = uri.queryParameters[Substring(name)] else { return nil }
        guard let word = Word(rawValue: String(text)) else {
            throw Problem.invalidParameter(name, "Use one of: \(Word.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return word
    }

    /// A text of the query, decoded.
    func text(_ name: String) -> String? {
        uri.queryParameters[Substring(name)].map(String.init)
    }
}

extension Problem {
    static func invalidParameter(_ name: String, _ sentence: String) -> Problem {
        Problem(.badRequest, "invalid-parameter", title: "\(name) is not understood", detail: sentence)
    }
}
