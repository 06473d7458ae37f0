import Foundation
import Testing

/// Models and sound that set-up fetches: below `LECTERN_DEPS`, else the checkout's `.deps`.
enum Dependencies {
    private static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["LECTERN_DEPS"] { return URL(filePath: path) }
        return URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.deps").standardizedFileURL
    }()

    static var model: String { get throws { try path("models/ggml-tiny.en.bin") } }
    static var vadModel: String { get throws { try path("models/silero-vad.bin") } }

    /// The samples of `media/jfk.wav`: 11 s, 16 kHz, mono.
    static var jfk: [Float] {
        get throws {
            let data = try Data(contentsOf: URL(filePath: try path("media/jfk.wav")))
            let start = try #require(data.range(of: Data("data".utf8))).upperBound + 4
            return data[start...].withUnsafeBytes { bytes in
                (0..<bytes.count / 2).map { index in
                    Float(Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 2, as: Int16.self))) / 32768
                }
            }
        }
    }

    private static func path(_ name: String) throws -> String {
        let path = root.appending(path: name).path
        try #require(FileManager.default.fileExists(atPath: path), "\(path) is missing: run `make setup`")
        return path
    }
}
