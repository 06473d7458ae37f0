import ReviewModel

/// Flashes.
extension English {
    static let flashing: [FindingCode: Sentence] = [.videoFlashing: flashes]

    private static func flashes(_ at: Circumstances) -> Words {
        let rate = at.measured.map { ", up to \(numbers.short($0)) times a second" } ?? ""
        let kind = at.fact("red") == 1 ? "flashes in red" : "flashes"
        let area = at.fact("area").flatMap { $0 > 0 ? " over \(numbers.percent($0)) of it" : nil } ?? ""
        let one = at.ranges.count < 2
        return Words(
            "The picture \(kind)" + (extent(at).map { " \($0)" } ?? ""),
            why: "Flashes can set off seizures in people with photosensitive epilepsy, many of whom do not know that they have it. "
                + "The picture flashes\(rate)\(area); the web's accessibility standard (WCAG 2.2, criterion 2.3.1) allows three a second at most, "
                + "and fewer when they go on for seconds.",
            steps: [
                "Do not publish the video before this is mended. If you are sensitive to flashes, let someone else look at it.",
                "Cut \(one ? places(at) : "these ranges: \(places(at))"), or cover \(one ? "it" : "them") with a still picture and keep the sound.",
                "If learners must see it, slow it down to fewer than two flashes a second, or show it in less than a quarter of the picture.",
                "A warning before it is kind, but does not make it safe.",
            ])
    }
}
