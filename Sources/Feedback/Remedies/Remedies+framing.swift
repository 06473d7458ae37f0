import ReviewModel

/// How the camera was held, and how much of the frame the picture fills.
extension Remedies {
    static let framing: [FindingCode: Choice] = [
        .videoShaky: { at in
            Remedy(
                .edit, minutes: 6 + 2 * min(10, max(1, at.ranges.count)), repair: .picture("deshake=rx=32:ry=32:edge=mirror", named: "steady"))
        },
        .videoLetterboxed: { at in Remedy(.reExport, minutes: 5, repair: crop(["top", "bottom", "left", "right"].map { at.fact($0) ?? 0 })) },
    ]

    /// Edges are rounded inwards to even numbers, which the codec wants, so that no line of a bar is left; a tenth of a pixel is the shares' rounding.
    private static func crop(_ sides: [Double]) -> Repair? {
        guard sides.allSatisfy({ (0..<0.5).contains($0) }), sides.contains(where: { $0 > 0 }) else { return nil }
        func first(_ length: String, _ share: Double) -> String {
            share > 0 ? "ceil(\(length)*\(Printed.plain(share, 5))/2-0.05)*2" : "0"
        }
        func end(_ length: String, _ share: Double) -> String { "floor(\(length)*\(Printed.plain(1 - share, 5))/2+0.05)*2" }
        let (left, top) = (first("iw", sides[2]), first("ih", sides[0]))
        let (right, bottom) = (end("iw", sides[3]), end("ih", sides[1]))
        return .picture("crop=\(right)-\(left):\(bottom)-\(top):\(left):\(top)", named: "cropped")
    }
}
