import ReviewModel

/// How the camera was held, and how much of the frame the picture fills.
extension English {
    static let framing: [FindingCode: Sentence] = [.videoShaky: shaky, .videoLetterboxed: letterboxed]

    private static func shaky(_ at: Circumstances) -> Words {
        Words(
            "The camera shakes" + (extent(at).map { " \($0)" } ?? ""),
            why:
                "A picture that trembles tires the eyes and makes some learners dizzy, and what is written on a board or a screen in it is hard to read.",
            effort: .edit, minutes: 6 + 2 * min(10, max(1, at.ranges.count)),
            steps: [
                "Look at \(places(at)).",
                "In the editor, run “stabilize” (or “warp stabilizer”) over it; it cuts off a little at the edges.",
                "For the next lecture, put the camera on a tripod or a pile of books, on a table that nobody leans on.",
            ],
            command: at.command.picture("deshake=rx=32:ry=32:edge=mirror", named: "steady"))
    }

    private static func letterboxed(_ at: Circumstances) -> Words {
        let sides = ["top", "bottom", "left", "right"].map { at.fact($0) ?? 0 }
        let (height, width) = (sides[0] + sides[1], sides[2] + sides[3])
        let parts = [(height, "height"), (width, "width")].filter { $0.0 >= 0.005 }.map { "\(Printed.percent($0.0)) of the picture's \($0.1)" }
        return Words(
            parts.isEmpty ? "Black bars take up part of the picture" : "Black bars take up " + parts.joined(separator: " and "),
            why: "The bars are part of the video, so they stay even on a screen whose shape fits. What learners should see is smaller than it "
                + "could be, and small print harder to read.",
            effort: .reExport, minutes: 5,
            steps: [
                "In the editor, set the project to the shape of the recording itself (most often 16:9), and scale the picture until it fills the frame.",
                "If it is the recorder that adds the bars, choose a picture size in its settings that has the shape of the camera or the screen.",
                "Without the project, the bars can be cut off; the player then makes the picture as large as it can.",
            ],
            command: crop(at, sides))
    }

    /// Edges are rounded inwards to even numbers, which the codec wants, so that no line of a bar is left; a tenth of a pixel is the shares' rounding.
    private static func crop(_ at: Circumstances, _ sides: [Double]) -> String? {
        guard sides.allSatisfy({ (0..<0.5).contains($0) }), sides.contains(where: { $0 > 0 }) else { return nil }
        func first(_ length: String, _ share: Double) -> String {
            share > 0 ? "ceil(\(length)*\(Printed.plain(share, 5))/2-0.05)*2" : "0"
        }
        func end(_ length: String, _ share: Double) -> String { "floor(\(length)*\(Printed.plain(1 - share, 5))/2+0.05)*2" }
        let (left, top) = (first("iw", sides[2]), first("ih", sides[0]))
        let (right, bottom) = (end("iw", sides[3]), end("ih", sides[1]))
        return at.command.picture("crop=\(right)-\(left):\(bottom)-\(top):\(left):\(top)", named: "cropped")
    }
}
