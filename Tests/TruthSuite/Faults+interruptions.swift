import ReviewModel

/// Pictures that go away or stand still: black, frozen, one slide for too long.
extension Faults {
    var interruptions: [Case] { black + frozen + staticLong }

    /// Black (or nearly so) over a span.
    private func black(_ base: String, _ talk: String, _ start: Double, _ length: Double, colour: String = "black") -> Clip {
        var clip = Clip(base, talk)
        clip.video = "drawbox=c=\(colour):t=fill:enable='\(String.within(start, start + length))'"
        return clip
    }

    private var black: [Case] {
        let lengths: [(base: String, talk: String, length: Double, colour: String)] = [
            ("sample", "cities", 3, "black"), ("hall", "dickens", 1.2, "black"), ("bunny", "stage", 2, "black"), ("slides", "beckett", 1.52, "black"),
            ("inset", "cities", 6, "black"), ("city", "dickens", 1.2, "black"), ("typing", "stage", 4, "0x040404"),
            ("clip", "beckett", 2.52, "0x060606"),
            ("dark", "cities", 1.2, "black"), ("scroll", "dickens", 3.2, "black"),
        ]
        let inside = lengths.map { item in
            fault(.videoBlack, "\(item.base)-\(item.length.short)s", small: item.base == "sample" || item.base == "dark") { draw in
                let start = draw.time(3...9, step: 0.04)
                return (
                    black(item.base, item.talk, start, item.length, colour: item.colour),
                    [Expected(.videoBlack, from: start, to: start + item.length)]
                )
            }
        }
        let atStart = fault(.videoBlack, "hall-first-4s") { _ in (black("hall", "cities", 0, 4), [Expected(.videoBlack, from: 0, to: 4)]) }
        var fade = Clip("hall", "stage")
        fade.video = "fade=in:st=0:d=2,fade=out:st=13.2:d=2.8"
        return inside + [atStart]
            + ["hall", "slides", "inset"].map { base in
                nearMiss(.videoBlack, "\(base)-0.8s", small: base == "hall", black(base, "cities", 6.4, 0.8))
            } + [
                nearMiss(.videoBlack, "fades-at-both-ends", fade), nearMiss(.videoBlack, "bunny-0.92s", black("bunny", "dickens", 8, 0.92)),
                nearMiss(.videoBlack, "dark-grey-3s", black("slides", "stage", 6, 3, colour: "0x121212")),
            ]
    }

    /// One frame held; what follows comes later.
    private func held(_ base: String, _ talk: String, _ frame: Int, _ frames: Int, length: Double = 18) -> Clip {
        var clip = Clip(base, talk, length)
        clip.video = "loop=loop=\(frames):size=1:start=\(frame),setpts=N/25/TB"
        return clip
    }

    private var frozen: [Case] {
        let lengths: [(base: String, talk: String, length: Double)] = [
            ("sample", "cities", 3), ("hall", "dickens", 2.2), ("bunny", "stage", 4), ("inset", "beckett", 2.4), ("city", "cities", 8),
            ("clip", "dickens", 2.6), ("hall", "stage", 6), ("bunny", "beckett", 2.2), ("inset", "cities", 10),
        ]
        let inside = lengths.map { item in
            fault(.videoFrozen, "\(item.base)-\(item.length.short)s", small: item.base == "sample" || item.length == 4) { draw in
                // The picture of a title before it does not move: the sample's camera begins at 6 s.
                let frame = Int((draw.time(item.base == "sample" ? 10...13 : 4.4...7.6, step: 0.04) * 25).rounded())
                let start = Double(frame + 1) / 25
                return (
                    held(item.base, item.talk, frame, Int((item.length * 25).rounded())),
                    [Expected(.videoFrozen, from: start, to: start + item.length)]
                )
            }
        }
        let toEnd = fault(.videoFrozen, "hall-to-the-end") { _ in
            (held("hall", "cities", 250, 1000), [Expected(.videoFrozen, from: 10.04, to: 18)])
        }
        return inside + [toEnd] + [
            nearMiss(.videoFrozen, "hall-1.6s", small: true, held("hall", "cities", 200, 40)),
            nearMiss(.videoFrozen, "inset-1.6s", held("inset", "dickens", 180, 40)),
            nearMiss(.videoFrozen, "bunny-1.8s", held("bunny", "stage", 190, 45)),
            nearMiss(.videoFrozen, "muted", expected: [Expected(.audioSilence, from: 7, to: 13)], muted()),
        ]
    }

    /// The picture stands while there is no sound either: a paused recording, which is a fault of sound.
    private func muted() -> Clip {
        var clip = held("hall", "cities", 200, 100)
        clip.audio = "volume=0:enable='\(String.within(7, 13))'"
        return clip
    }

    private var staticLong: [Case] {
        /// A slide at 5 frames a second, under a talk that is spoken again and again; it changes at the moments given.
        func clip(_ theme: Slide.Theme, _ talk: String, _ seconds: Double, changes: [Double] = []) -> Recipe {
            let moments = [0] + changes + [seconds]
            let filters = zip(Slide.lecture, 0..<moments.count - 1).flatMap { content, index in
                Slide(theme: theme, heading: content.heading, lines: content.lines).filters(enable: .within(moments[index], moments[index + 1]))
            }
            return Recipe(
                "", "mp4",
                ffmpeg: [
                    "-f", "lavfi", "-i", Slide.canvas(theme.background, rate: 5, seconds: seconds) + "," + filters.joined(separator: ","),
                    "-stream_loop", "-1", "-i", "{\(talk)}", "-t", seconds.short, "-map", "0:v", "-map", "1:a",
                ] + Clip.x264 + Clip.aac + ["-movflags", "+faststart", "{out}"])
        }
        func long(_ label: String, _ kind: Case.Kind, _ recipe: Recipe, from start: Double? = nil, to end: Double = 0, small: Bool = false) -> Case {
            let name = "video.static.long-\(kind == .nearMiss ? "near-" : "")\(label)"
            var recipe = recipe
            recipe.name = name
            return Case(
                name, kind, about: .videoStaticLong, recipe: recipe, expected: start.map { [Expected(.videoStaticLong, from: $0, to: end)] } ?? [],
                allowed: [Allowed(.videoFrameRateLow)], small: small)
        }
        return [
            long("light-310s", .fault, clip(.light, "cities", 310), from: 0, to: 310, small: true),
            long("dark-320s", .fault, clip(.dark, "dickens", 320), from: 0, to: 320),
            long("after-8s", .fault, clip(.light, "stage", 320, changes: [8]), from: 8, to: 320),
            long("until-305s", .fault, clip(.dark, "beckett", 330, changes: [305]), from: 0, to: 305),
            long("night-303s", .fault, clip(.night, "cities", 303), from: 0, to: 303),
            long("290s", .nearMiss, clip(.light, "dickens", 290)),
            long("two-of-170s", .nearMiss, clip(.dark, "stage", 340, changes: [170])),
        ]
    }
}
