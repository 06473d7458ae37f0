import Foundation
import TestSupport

extension Clip {
    /// The same MP4 with the matrix of its first track header (ISO/IEC 14496-12, 8.3.2) as a camera held sideways writes it.
    func turned(clockwise degrees: Int) throws -> Clip {
        let one: Int32 = 1 << 16
        let turns: [Int: [Int32]] = [
            90: [0, one, 0, -one, 0, 0, 0, 0, 1 << 30], 180: [-one, 0, 0, 0, -one, 0, 0, 0, 1 << 30], 270: [0, -one, 0, one, 0, 0, 0, 0, 1 << 30],
        ]
        var bytes = try data
        guard let header = bytes.range(of: Data("tkhd".utf8)), let matrix = turns[degrees] else {
            throw Program.Failure(description: "no track header")
        }
        // Behind the type: version and flags, two times, track, reserved, duration, two reserved words, four short ones.
        let first = header.upperBound + 40
        bytes.replaceSubrange(first..<first + 36, with: matrix.flatMap { value in withUnsafeBytes(of: value.bigEndian) { Array($0) } })
        return try Clip(bytes, named: "turned.mp4")
    }
}
