import Foundation
import ReviewModel

/// An installation's own rubrics: the YAML files of a folder.
struct RubricFolder {
    let path: String

    /// - Throws: `RubricFile.Rejected` with the mistakes of every file.
    func catalogue() throws -> RubricCatalogue {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw RubricFile.Rejected(mistakes: ["\(path): the folder of rubrics cannot be read. Is rubrics.folder right?"])
        }
        var rubrics: [Rubric] = []
        var mistakes: [String] = []
        for name in names.sorted() where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            do {
                let file = try RubricFile(path: path + "/" + name)
                if rubrics.contains(where: { $0.name == file.rubric.name }) {
                    mistakes.append("\(file.path): another file of the folder is named '\(file.rubric.name)' too.")
                }
                rubrics.append(file.rubric)
            } catch let error as RubricFile.Rejected {
                mistakes += error.mistakes
            }
        }
        guard mistakes.isEmpty else { throw RubricFile.Rejected(mistakes: mistakes) }
        return RubricCatalogue(own: rubrics)
    }
}
