import ReviewModel

/// What faults are injected into: pictures of 30 s at 1280x720, and talks of 30 s, each without a fault of its own.
enum Base {
    /// Every base by name.
    static let all: [String: Recipe] = Dictionary(uniqueKeysWithValues: (pictures + sounds).map { ($0.name, $0) })

    /// Pictures that a camera took (or that look so to a detector): fine detail over the whole frame.
    static let cameras = ["bunny", "hall", "city"]
    /// Pictures by daylight, for faults of exposure.
    static let daylight = ["bunny", "hall"]
    /// Slides and screens with something moving on them.
    static let mixed = ["inset", "clip", "sample"]
    /// Slides and screens.
    static let screens = ["slides", "dark", "typing", "scroll"]
    static let talks = ["cities", "dickens", "beckett", "stage"]

    /// The true peak of the talks, dBTP.
    static let talkPeak = ["cities": -3.6, "dickens": -4.2, "beckett": -2.3, "stage": -4.3]

    /// Moments that lie in the middle of at least 0.4 s of uninterrupted, loud speech.
    static let loudMoments: [String: [Double]] = [
        "cities": [2.4, 3.4, 5.4, 6.95, 13.7, 15.5],
        "dickens": [1.2, 3.5, 8.1, 10.6, 11.5, 12.5, 13.65],
        "beckett": [0.8, 2.4, 5.1, 6.9, 10.75, 12.1],
        "stage": [2.685, 6.015, 12.885],
    ]

    /// Each base unchanged: a review must find nothing at all.
    static let cleanCases: [Case] = {
        let pairs = zip(cameras + mixed + screens, 0...).map { ($0, talks[$1 % talks.count]) }
        return pairs.map { picture, talk in
            let name = "clean-\(picture)-\(talk)"
            return Case(name, .clean, recipe: Clip(picture, talk, picture == "sample" ? 19 : 24).recipe(name), small: picture == "hall")
        } + [sampleLecture]
    }()

    /// The sample lecture as set-up makes it, with the faults that it declares.
    private static var sampleLecture: Case {
        func at(_ start: Double, _ end: Double) -> [TimeRange] { [TimeRange(start: start, end: end)] }
        return Case(
            "sample-lecture", .clean,
            recipe: Recipe("sample-lecture", "mp4", ffmpeg: ["-i", "{media/sample-lecture.mp4}", "-c", "copy", "-movflags", "+faststart", "{out}"]),
            expected: [
                Expected(.videoFrozen, .ranges(at(26, 30))),
                Expected(.audioClipping, .ranges(at(33.52, 36.52))),
                Expected(.audioTruePeak),
                Expected(.audioSilence, .ranges(at(42, 49))),
                Expected(.videoBlack, .ranges(at(60, 63))),
                Expected(.audioChannelDead, .ranges(at(70, 84))),
            ],
            allowed: [
                Allowed(.audioSilence, in: TimeRange(start: 69.7, end: 84.3)),
                // The clip of bicycles is drawn up from 640 pixels, and a passage of 1961 has the hum of its recorder.
                Allowed(.videoBlurred, in: TimeRange(start: 20, end: 34)),
                Allowed(.audioHum),
                Allowed(.audioBandwidthNarrow, in: TimeRange(start: 54, end: 66)),
                Allowed(.audioLoudnessUneven),
            ])
    }
}
