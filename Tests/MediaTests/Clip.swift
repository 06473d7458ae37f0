import Foundation
import Media
import ReviewModel
import TestSupport

/// A recording made for one test.
struct Clip {
    let folder: TemporaryFolder
    let path: String

    /// - Parameter arguments: what ffmpeg is told between its program name and the output.
    init(_ arguments: String, to name: String = "clip.mp4") throws {
        folder = try TemporaryFolder()
        path = folder.path(name)
        try FFmpeg.run(arguments, to: path)
    }

    init(_ data: Data, named name: String) throws {
        folder = try TemporaryFolder()
        path = try folder.write(data, to: name)
    }

    var data: Data {
        get throws { try Data(contentsOf: URL(filePath: path)) }
    }

    func open() throws -> OpenInput {
        try OpenInput(try InputFile(path: path))
    }

    func inspect(_ depth: Depth = .full, threads: Int = 1) throws -> MeasurementSet {
        var inspection = try Inspection(try open(), threads: threads, depth: depth)
        return try inspection.run { _ in }
    }
}

/// Encoder settings that make a small clip at once.
let x264 = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -threads 1"
