import Foundation

/// Finds the program's own files: the media child beside the program, models in `share/lectern` or in a checkout's `.deps`.
struct Installation {
    private let folder: URL

    init() {
        let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        folder = URL(filePath: program ?? CommandLine.arguments[0]).deletingLastPathComponent()
    }

    var mediaExecutable: String {
        folder.appending(path: "lectern-media").path
    }

    /// The path of a model, or the first place that it was looked for.
    func model(_ name: String) -> String {
        let installed = folder.deletingLastPathComponent().appending(path: "share/lectern/models/\(name)").path
        return ([installed] + checkouts.map { $0.appending(path: ".deps/models/\(name)").path })
            .first { FileManager.default.fileExists(atPath: $0) } ?? installed
    }

    /// The folders above the program: in a checkout it lies in `.build/<triple>/<configuration>`.
    private var checkouts: [URL] {
        var result: [URL] = []
        var url = folder
        while url.path != "/", result.count < 6 {
            url = url.deletingLastPathComponent()
            result.append(url)
        }
        return result
    }
}
