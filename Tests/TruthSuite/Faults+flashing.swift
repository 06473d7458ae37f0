import ReviewModel

/// Flashes round each limit of WCAG 2.3.1 and of the rule on long sequences.
extension Faults {
    /// Two colours in turn over a part of the picture.
    private struct Flashes {
        var base: String
        var talk = "cities"
        /// Frames of one flash and its pause, at 25 a second.
        var period: Int
        /// How many flashes.
        var count: Int
        var colour = "white"
        /// What stands between the flashes; the base itself if nil.
        var other: String?
        /// Height of the flashing part; its width is the picture's.
        var height = 720

        var seconds: Double { Double(period * count) / 25 }

        /// The first change to the last.
        func range(from start: Double) -> TimeRange {
            TimeRange(start: start, end: start + seconds - (other == nil ? Double(period - period / 2) / 25 : 0))
        }

        func clip(from start: Double) -> Clip {
            var clip = Clip(base, talk, 16)
            let first = Int((start * 25).rounded())
            let on = "gte(n,\(first))*lt(n,\(first + period * count))"
            let phase = "lt(mod(n-\(first),\(period)),\(period / 2))"
            func box(_ colour: String, _ when: String) -> String { "drawbox=c=\(colour):x=0:y=0:w=1280:h=\(height):t=fill:enable='\(on)*\(when)'" }
            // Drawn in RGB and coded as BT.709, so that red is red.
            clip.video =
                "scale=in_color_matrix=bt709:in_range=tv,format=gbrp,\(box(colour, phase))"
                + (other.map { ",\(box($0, "not(\(phase))"))" } ?? "") + ",scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"
            clip.videoCodec = Clip.x264 + ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"]
            return clip
        }
    }

    private func flashes(_ label: String, _ flashes: Flashes, small: Bool = false) -> Case {
        fault(.videoFlashing, label, small: small) { draw in
            let start = draw.time(3...6, step: 0.04)
            return (flashes.clip(from: start), [Expected(.videoFlashing, .ranges([flashes.range(from: start)]))])
        }
    }

    private func harmless(_ label: String, _ flashes: Flashes, small: Bool = false) -> Case {
        nearMiss(.videoFlashing, label, small: small, flashes.clip(from: 4.2))
    }

    /// Greys of relative luminance 0.30 and 0.42, 0.30 and 0.37, 0.85 and 1; and a grey as bright as pure red.
    private static let (dim, brighter, littleBrighter, pale, sameAsRed) = ("0x959595", "0xaeaeae", "0xa4a4a4", "0xededed", "0x7f7f7f")

    var flashing: [Case] {
        [
            flashes("dark-5hz", Flashes(base: "dark", period: 5, count: 10), small: true),
            flashes("sample-5hz", Flashes(base: "sample", period: 5, count: 10, other: "black")),
            flashes("hall-4hz", Flashes(base: "hall", talk: "dickens", period: 6, count: 8)),
            flashes("bunny-red-5hz", Flashes(base: "bunny", talk: "stage", period: 5, count: 8, colour: "red", other: Self.sameAsRed)),
            flashes("slides-red-4hz", Flashes(base: "slides", talk: "beckett", period: 6, count: 6, colour: "red", other: Self.sameAsRed)),
            flashes("inset-3.6hz", Flashes(base: "inset", talk: "dickens", period: 7, count: 7, colour: "black", other: "white")),
            flashes("city-30-percent", Flashes(base: "city", talk: "stage", period: 5, count: 10, height: 240)),
            flashes("grey-12-percent", Flashes(base: "slides", talk: "cities", period: 5, count: 8, colour: Self.brighter, other: Self.dim)),
            flashes("dark-12hz", Flashes(base: "dark", talk: "stage", period: 2, count: 20)),
            flashes("slow-2.5hz-6s", Flashes(base: "dark", talk: "dickens", period: 10, count: 15)),
            flashes("slow-2.8hz-5s", Flashes(base: "inset", talk: "beckett", period: 9, count: 15, colour: "black", other: "white")),
            flashes("slow-red-2.5hz-6s", Flashes(base: "dark", talk: "cities", period: 10, count: 15, colour: "red", other: Self.sameAsRed)),
            harmless("3-in-a-second", Flashes(base: "dark", talk: "stage", period: 8, count: 3), small: true),
            harmless("2hz-3s", Flashes(base: "dark", period: 12, count: 6)), harmless("slow-2.5hz-2.8s", Flashes(base: "hall", period: 10, count: 7)),
            harmless("1.5hz-8s", Flashes(base: "dark", talk: "stage", period: 17, count: 12)),
            harmless("15-percent", Flashes(base: "hall", talk: "dickens", period: 5, count: 10, height: 108)),
            harmless("grey-7-percent", Flashes(base: "slides", period: 5, count: 8, colour: Self.littleBrighter, other: Self.dim)),
            harmless("pale", Flashes(base: "slides", talk: "stage", period: 5, count: 8, colour: "white", other: Self.pale)),
            harmless("red-3-in-a-second", Flashes(base: "dark", talk: "beckett", period: 8, count: 3, colour: "red", other: Self.sameAsRed)),
        ]
    }
}
