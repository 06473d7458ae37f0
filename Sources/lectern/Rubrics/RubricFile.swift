import Analysis
import Foundation
import ReviewModel
import Yams

/// A rubric of one's own, as YAML:
///
///     name: medical-school
///     summary: What our students need.
///     based-on: lecture
///     settings:
///       video.resolution.height: 1080
///     severity:
///       video.letterboxed: should-fix
///     off: [video.shaky]
struct RubricFile {
    let path: String
    let rubric: Rubric

    /// Everything that is wrong with a file, a line for each mistake.
    struct Rejected: Error, CustomStringConvertible {
        var mistakes: [String]

        var description: String { mistakes.joined(separator: "\n") }
    }

    init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8) else {
            throw Rejected(mistakes: ["\(path): it cannot be read as a text file. Is its name right, and may you read it?"])
        }
        try self.init(text: text, path: path)
    }

    init(text: String, path: String) throws {
        self.path = path
        var reader = RubricReader(path: path)
        let rubric = reader.rubric(in: text)
        guard let rubric, reader.mistakes.isEmpty else { throw Rejected(mistakes: reader.mistakes) }
        self.rubric = rubric
    }
}
