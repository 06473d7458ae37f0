import ReviewModel

/// How the camera was held, and how much of the frame the picture fills.
extension Remedies {
    static let framing: [FindingCode: Choice] = [
        .videoShaky: { at in
            Remedy(.edit, minutes: 6 + placeMinutes(at), repair: .picture("deshake=rx=32:ry=32:edge=mirror", named: "steady"))
        },
        .videoLetterboxed: { at in Remedy(.reExport, minutes: 5, repair: at.bars.crop.map { .picture($0, named: "cropped") }) },
    ]
}

/// Black bars at the edges of the picture, as shares of its height or width.
struct BlackBars: Sendable, Hashable {
    var top: Double
    var bottom: Double
    var left: Double
    var right: Double

    /// The share of the height that they take up.
    var height: Double { top + bottom }
    /// The share of the width.
    var width: Double { left + right }

    /// The filter that cuts them off; nil where there are none, or nothing would be left.
    ///
    /// Edges are rounded inwards to even numbers, which the codec wants, so that no line of a bar is left; a tenth of a pixel is the shares' rounding.
    var crop: String? {
        let shares = [top, bottom, left, right]
        guard shares.allSatisfy({ (0..<0.5).contains($0) }), shares.contains(where: { $0 > 0 }) else { return nil }
        let (x, y) = (Self.first("iw", left), Self.first("ih", top))
        return "crop=\(Self.end("iw", right))-\(x):\(Self.end("ih", bottom))-\(y):\(x):\(y)"
    }

    private static func first(_ length: String, _ share: Double) -> String {
        share > 0 ? "ceil(\(length)*\(Printed.plain(share, 5))/2-0.05)*2" : "0"
    }

    private static func end(_ length: String, _ share: Double) -> String {
        "floor(\(length)*\(Printed.plain(1 - share, 5))/2+0.05)*2"
    }
}

extension Circumstances {
    var bars: BlackBars {
        BlackBars(top: fact("top") ?? 0, bottom: fact("bottom") ?? 0, left: fact("left") ?? 0, right: fact("right") ?? 0)
    }
}
