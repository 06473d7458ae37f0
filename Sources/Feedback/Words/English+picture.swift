import ReviewModel

/// The picture.
extension English {
    static let picture: [FindingCode: Sentence] = [
        .videoMissing: videoMissing, .videoResolutionLow: resolutionLow, .videoBlack: black, .videoFrozen: frozen,
        .videoStaticLong: staticLong,
    ]

    private static func videoMissing(_ at: Circumstances) -> Words {
        Words(
            "There is no picture",
            why: "The file holds sound only. Learners see an empty player, and nothing that was shown reaches them.",
            steps: [
                "Open the lecture in the recorder or editor and see whether the picture track is there and switched on.",
                "Export it again with picture (H.264) and sound (AAC).",
                "If it is meant to be sound only, publish it as a podcast, or put a still title slide over it.",
            ])
    }

    private static func resolutionLow(_ at: Circumstances) -> Words {
        let width = at.fact("width") ?? (at.media?.video?.width).map(Double.init)
        let height = at.fact("height") ?? (at.media?.video?.height).map(Double.init)
        let size = width.flatMap { width in height.map { " \(Printed.plain(width, 0))×\(Printed.plain($0, 0)) pixels" } }
        let least = "\(Printed.plain(at.rubric[.minimumWidth], 0))×\(Printed.plain(at.rubric[.minimumHeight], 0))"
        return Words(
            "The picture is small:\(size ?? " fewer than \(least) pixels")",
            why: "Stretched to a full screen it turns soft, and the small print of slides, code and formulas cannot be read.",
            steps: [
                "In the export settings, choose 1920×1080, or at least \(least), and export again from the editor's project.",
                "Enlarging the finished file does not help: the detail is no longer in it.",
                "If the recording itself is that small, set the recorder to 1920×1080 before the next lecture.",
            ])
    }

    private static func black(_ at: Circumstances) -> Words {
        let one = at.ranges.count == 1
        return Words(
            "The picture is black" + (extent(at).map { " \($0)" } ?? ""),
            why: "Learners see nothing and think that the video has broken; whatever is explained meanwhile is lost on them.",
            steps: [
                "Look at \(places(at)).",
                "If something is said there, keep the sound and put the slide that belongs there over the black.",
                "If not, cut \(one ? places(at) : "these ranges").",
            ])
    }

    private static func staticLong(_ at: Circumstances) -> Words {
        let one = at.ranges.count == 1
        let longest = at.measured.map { " for \(numbers.length($0))" } ?? " for minutes"
        return Words(
            one || at.ranges.isEmpty
                ? "One slide stands still\(longest)" : "\(at.ranges.count) slides stand still for minutes, the longest\(longest)",
            why: "Nothing on the screen tells learners where the talk is. They drift off, or look elsewhere and miss the next slide. Over about "
                + "\(numbers.length(at.threshold ?? at.rubric[.staticDuration])), something should change.",
            steps: [
                "Look at \(places(at)) and note where the talk moves on to another thought.",
                "Put a slide, a picture or a bullet that appears at each of those places; the sound can stay as it is.",
                "Next time, divide such a slide into several, or point at what is being talked about.",
            ])
    }

    private static func frozen(_ at: Circumstances) -> Words {
        let part = at.part.map { " in \(numbers.percent($0)) of the picture" } ?? ""
        return Words(
            "A moving picture stands still" + (extent(at).map { " \($0)" } ?? "") + " while the sound goes on",
            why: "The camera or clip\(part) stops although the talk continues. Learners take it for a broken connection and reload the page, "
                + "and what was shown meanwhile is missing.",
            steps: [
                "Look at \(places(at)) in the original recording.",
                "If the picture moves there, the export dropped it: export again.",
                "If it stands still there too, cover it with the slide that is being talked about, or fade the camera out; keep the sound.",
            ])
    }
}
