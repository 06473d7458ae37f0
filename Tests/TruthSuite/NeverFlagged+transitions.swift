import ReviewModel

/// Ways from one picture to the next, and a picture in which hardly anything moves.
extension NeverFlagged {
    static let transitions: [Case] = [
        mixed("dissolve", "fade", 1), mixed("slow-dissolve", "fade", 2), mixed("wipe", "slideleft", 1.5), linesFlyIn, onChangeOnly,
        never("still-speaker", over("hall", "cities", video: "trim=end_frame=1,loop=loop=-1:size=1,setpts=N/25/TB,noise=alls=6:allf=t:all_seed=2")),
    ]

    /// A camera's picture goes over into a slide.
    private static func mixed(_ name: String, _ transition: String, _ seconds: Double) -> Case {
        let name = "never-\(name)"
        let plain = "settb=AVTB,fps=25,format=yuv420p,setsar=1"
        let graph =
            "[0:v]\(plain),trim=0:10[a];[1:v]\(plain)[b];[a][b]xfade=transition=\(transition):duration=\(seconds.short):offset=8[v]"
        let arguments = [
            "-i", "{hall}", "-f", "lavfi", "-i", Slide.outline.source(), "-i", "{cities}", "-filter_complex", graph, "-map", "[v]", "-map", "2:a",
            "-t", "18",
        ]
        return Case(name, .never, recipe: Recipe(name, "mp4", ffmpeg: arguments + Clip.x264 + Clip.aac + ["-movflags", "+faststart", "{out}"]))
    }

    private static var linesFlyIn: Case {
        let name = "never-lines-fly-in"
        let lines = ["First bend", "Second bend", "Third bend", "Fourth bend"].enumerated().map { index, words in
            Slide.text("DejaVuSans", 60, "0x202428", "'min(100,-900+1000*(t-\(4 + index * 2)))'", String(150 + index * 110), words)
        }
        let source = ([Slide.canvas("0xfafafa")] + lines).joined(separator: ",")
        let arguments = ["-f", "lavfi", "-i", source, "-i", "{cities}", "-map", "0:v", "-map", "1:a", "-t", "16"]
        return Case(name, .never, recipe: Recipe(name, "mp4", ffmpeg: arguments + Clip.x264 + Clip.aac + ["-movflags", "+faststart", "{out}"]))
    }

    /// A recorder of the screen that adds a picture only when something changes.
    private static var onChangeOnly: Case {
        var clip = over("slides", "dickens", 24, video: "mpdecimate=max=0")
        clip.container = "mkv"
        clip.options = ["-vsync", "vfr"]
        return never("pictures-on-change-only", allowed: [.videoFrameRateLow, .videoFrameRateVariable], clip)
    }
}
