import ReviewModel

/// How the camera was held, and how much of the frame the picture fills.
extension English {
    static let framing: [FindingCode: Sentence] = [.videoShaky: shaky, .videoLetterboxed: letterboxed]

    private static func shaky(_ at: Circumstances) -> Words {
        Words(
            "The camera shakes" + (extent(at).map { " \($0)" } ?? ""),
            why:
                "A picture that trembles tires the eyes and makes some learners dizzy, and what is written on a board or a screen in it is hard to read.",
            steps: [
                "Look at \(places(at)).",
                "In the editor, run “stabilize” (or “warp stabilizer”) over it; it cuts off a little at the edges.",
                "For the next lecture, put the camera on a tripod or a pile of books, on a table that nobody leans on.",
            ])
    }

    private static func letterboxed(_ at: Circumstances) -> Words {
        let parts = [(at.bars.height, "height"), (at.bars.width, "width")].filter { $0.0 >= 0.005 }
            .map { "\(numbers.percent($0.0)) of the picture's \($0.1)" }
        return Words(
            parts.isEmpty ? "Black bars take up part of the picture" : "Black bars take up " + parts.joined(separator: " and "),
            why: "The bars are part of the video, so they stay even on a screen whose shape fits. What learners should see is smaller than it "
                + "could be, and small print harder to read.",
            steps: [
                "In the editor, set the project to the shape of the recording itself (most often 16:9), and scale the picture until it fills the frame.",
                "If it is the recorder that adds the bars, choose a picture size in its settings that has the shape of the camera or the screen.",
                "Without the project, the bars can be cut off; the player then makes the picture as large as it can.",
            ])
    }
}
