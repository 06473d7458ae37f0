import Foundation
import ReviewModel

/// Tells a missing or foreign model file from a usable one before whisper.cpp is asked to read it.
enum ModelFile {
    /// "ggml" as a little-endian number: the first four bytes of every model in whisper.cpp's format.
    private static let magic: [UInt8] = [0x6C, 0x6D, 0x67, 0x67]

    /// - Throws: `ChildFailure` with code `dependency` that names the path and the way out.
    static func check(_ path: String, purpose: String, setting: String) throws {
        _ = try start(of: path, bytes: magic.count, purpose: purpose, setting: setting)
    }

    /// The first bytes of a model file.
    static func start(of path: String, bytes: Int, purpose: String, setting: String) throws -> Data {
        let wayOut = "Run `make setup`, or set `\(setting)` in the configuration to the path of one."
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw ChildFailure(.dependency, "There is no \(purpose) at \(path). \(wayOut)")
        }
        defer { try? file.close() }
        guard let data = try? file.read(upToCount: bytes), data.count == bytes, data.starts(with: magic) else {
            throw ChildFailure(.dependency, "\(path) is not a \(purpose) in whisper.cpp's ggml format. \(wayOut)")
        }
        return data
    }
}
