internal import Foundation
internal import ReviewModel

/// What a client wants of a review that is to be made, in whatever form it says so.
struct ReviewWish: Codable {
    var title: String?
    var course: String?
    var rubric: String?
    var depth: Depth?
    var transcribe: Bool?
    /// The review of an earlier upload of the same lecture.
    var replaces: String?
    /// Where to take the recording from, instead of waiting for it.
    var source: Source?

    struct Source: Codable, Hashable {
        var url: String

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            url = try fields.decode(String.self, forKey: .url)
            let known = try decoder.singleValueContainer().decode([String: String].self)
            guard known.count == 1 else { throw DecodingError.dataCorruptedError(forKey: .url, in: fields, debugDescription: "It has url alone.") }
        }
    }

    /// What it can say, for those who got it wrong.
    static let form =
        "title, course, rubric (strings), depth (full or quick), transcribe (true or false), replaces (an id), source ({\"url\": an address})"
    static let keys: Set<String> = ["title", "course", "rubric", "depth", "transcribe", "replaces", "source"]

    init() {}

    /// From the fields of a form, a query or an upload's metadata.
    ///
    /// - Throws: `Problem`.
    init(fields: [String: String]) throws {
        func field(_ name: String) -> String? { fields[name].flatMap { $0.isEmpty ? nil : $0 } }
        (title, course, rubric, replaces) = (field("title"), field("course"), field("rubric"), field("replaces"))
        if let word = field("depth") {
            guard let depth = Depth(rawValue: word) else { throw Problem.unknownWord(word, of: "depth", known: Depth.allCases.map(\.rawValue)) }
            self.depth = depth
        }
        if let word = field("transcribe") {
            guard let transcribe = Bool(word) else { throw Problem.unknownWord(word, of: "transcribe", known: ["true", "false"]) }
            self.transcribe = transcribe
        }
    }

    /// Refuses what cannot be kept.
    ///
    /// - Throws: `Problem`.
    func check() throws {
        for (name, text, limit) in [("title", title, 500), ("course", course, 100)] {
            guard let text else { continue }
            guard text.unicodeScalars.count <= limit else { throw Problem.tooLong(name, limit: limit) }
            // PostgreSQL stores no text with one.
            guard !text.utf8.contains(0) else { throw Problem.hasNUL(name) }
        }
    }
}
