import ReviewModel

/// How bright the camera's picture is.
extension English {
    static let exposure: [FindingCode: Sentence] = [
        .videoUnderexposed: tooDark, .videoOverexposed: burntOut, .videoContrastLow: washedOut,
    ]

    private static func tooDark(_ at: Circumstances) -> Words {
        Words(
            "The camera picture is too dark" + (extent(at).map { " \($0)" } ?? ""),
            why: "Learners cannot see the speaker's face and hands, or what is being shown; on a phone in daylight they see next to nothing.",
            steps: [
                "Look at \(places(at)).",
                "In the editor, raise the brightness of that part (“exposure” or “gamma”) until faces look natural; some grain will show.",
                "Before the next lecture, put a lamp in front of the speaker, and let no window or projector shine into the camera from behind.",
            ])
    }

    private static func burntOut(_ at: Circumstances) -> Words {
        Words(
            "The camera picture is burnt out" + (extent(at).map { " \($0)" } ?? ""),
            why: "Where the picture is plain white nothing can be seen any more: faces lose their features, and writing on a board disappears.",
            steps: [
                "Look at \(places(at)).",
                "In the editor, lower the brightness of that part (“exposure” or “highlights”). What stays plain white was never recorded.",
                "If what matters is lost, cover that part with the slide that is being talked about; keep the sound.",
                "Before the next lecture, lower the camera's exposure, or set it by the speaker's face, and keep it fixed.",
            ])
    }

    private static func washedOut(_ at: Circumstances) -> Words {
        Words(
            "The camera picture is washed out" + (extent(at).map { " \($0)" } ?? ""),
            why: "Nothing in it is really dark or really bright. It looks like fog: faces and what is shown are hard to make out, most of all on a "
                + "projector or with weak eyes.",
            steps: [
                "Look at \(places(at)).",
                "In the editor, raise the contrast of that part (“levels” or “contrast”) until the darkest places are nearly black.",
                "Before the next lecture, clean the lens and keep light from falling straight into it.",
            ])
    }
}
