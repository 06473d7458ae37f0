import ReviewModel

/// A side of stereo sound, by the number of its channel.
enum StereoSide: Int, Sendable {
    case left, right

    var other: StereoSide { self == .left ? .right : .left }

    /// The filter that makes this side anew and leaves the other as it is; nil for more ranges than a command can be read with.
    ///
    /// - Parameters:
    ///   - source: the side that it is made of.
    ///   - factor: by how much that becomes stronger.
    ///   - ranges: where; empty for the whole recording.
    func filter(from source: StereoSide, times factor: Double = 1, in ranges: [TimeRange]) -> String? {
        guard ranges.count <= Remedies.mostRanges else { return nil }
        let strength = factor == 1 ? "" : Printed.plain(factor) + "*"
        func terms(_ name: (Int) -> String) -> [String] {
            [StereoSide.left, .right].map { $0 == self ? strength + name(source.rawValue) : name($0.rawValue) }
        }
        if ranges.isEmpty {
            let sides = terms { "c\($0)" }
            return "pan=stereo|c0=\(sides[0])|c1=\(sides[1])"
        }
        let sides = terms { "val(\($0))" }
        // Short pieces, so that a change comes where it belongs.
        return "asetnsamples=256,aeval='\(sides[0])|\(sides[1])':c=same:enable='\(Remedies.moments(in: ranges))'"
    }
}
