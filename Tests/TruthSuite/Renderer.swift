package import Foundation
import Synchronization
import TestSupport

/// Makes the files of recipes in a cache: a file is named by all that it depends on, so a second run makes nothing.
package final class Renderer: Sendable {
    package let cache: URL
    /// One lock a file, for two cases may need the same base at once.
    private let locks = Mutex<[String: NSLock]>([:])

    package init(cache: URL) throws {
        self.cache = cache
        try FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)
    }

    /// A file and, where it was cut off, the seconds of media that it still holds.
    package struct File: Sendable {
        package var path: String
        package var cut: Double?
    }

    package func file(for recipe: Recipe) throws -> File {
        let path = cache.appending(path: "\(recipe.name)-\(try fingerprint(of: recipe)).\(recipe.container)").path
        let lock = locks.withLock { locks in
            if let lock = locks[path] { return lock }
            let lock = NSLock()
            locks[path] = lock
            return lock
        }
        return try lock.withLock {
            if !FileManager.default.fileExists(atPath: path) { try make(recipe, at: path) }
            return File(path: path, cut: (try? String(contentsOfFile: path + ".cut", encoding: .utf8)).flatMap { Double($0) })
        }
    }

    /// The paths that stand for the names in braces.
    private func paths(of recipe: Recipe) throws -> [String: String] {
        var result: [String: String] = [:]
        for name in recipe.references {
            if name.hasPrefix("media/") {
                result[name] = try Products.dependency(name)
            } else if let base = Base.all[name] {
                result[name] = try file(for: base).path
            } else {
                throw Program.Failure(description: "\(recipe.name) refers to \(name), which is no base")
            }
        }
        return result
    }

    private func fingerprint(of recipe: Recipe) throws -> String {
        var text = "\(recipe.container) \(recipe.steps)"
        for name in recipe.references.sorted() {
            text += " \(name)=" + (try Base.all[name].map { try fingerprint(of: $0) } ?? "")
        }
        return Fingerprint.of(text)
    }

    private func make(_ recipe: Recipe, at path: String) throws {
        let paths = try paths(of: recipe)
        var input = ""
        var cut: Double?
        for (index, step) in recipe.steps.enumerated() {
            // A file appears under its own name only when it is whole; another run may be at the same one.
            let output = "\(path).\(ProcessInfo.processInfo.processIdentifier)-\(index).\(recipe.container)"
            cut = try Workshop(input: input, output: output, paths: paths).run(step) ?? cut
            if !input.isEmpty { try FileManager.default.removeItem(atPath: input) }
            input = output
        }
        if let cut { try String(cut).write(toFile: path + ".cut", atomically: true, encoding: .utf8) }
        guard rename(input, path) == 0 else { throw Program.Failure(description: "\(path) cannot be written") }
    }
}
