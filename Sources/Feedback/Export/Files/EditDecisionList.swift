import ReviewModel

/// An edit list (CMX 3600): one event that is the whole recording, with the findings as markers in the form that Avid gives them. UTF-8. Pure.
///
/// Source and record both begin at 00:00:00:00, where a file without a timecode of its own begins. The list does not say at what rate it counts: whoever
/// reads it gives the recording's, rounded to a whole number.
enum EditDecisionList {
    static func write(_ material: ReportMaterial) -> String {
        let list = MarkerList(material)
        let report = material.report
        let times = "\(list.rate.timecode(0)) \(list.rate.timecode(list.frames))"
        var lines = ["TITLE: \(ShortLine.text(report.review.title, most: mostOfTitle))", "FCM: NON-DROP FRAME", ""]
        // AX is the reel of what is in a file.
        lines.append("001  AX       \(padded(channels(of: report.media), to: 6))C        \(times) \(times)")
        lines.append("* FROM CLIP NAME: \(Printed.oneLine(report.media?.fileName ?? report.review.title))")
        for marker in list.markers {
            lines.append("* LOC: \(list.rate.timecode(marker.start)) \(padded(marker.colour, to: 8))\(marker.text)")
        }
        return lines.map { $0 + "\r\n" }.joined()
    }

    /// What a title line holds.
    private static let mostOfTitle = 70

    /// Picture, sound, or both.
    private static func channels(of media: Report.Media?) -> String {
        guard let media, media.audio != nil else { return "V" }
        return media.video == nil ? "A" : "B"
    }

    private static func padded(_ text: String, to count: Int) -> String {
        text + String(repeating: " ", count: max(1, count - text.count))
    }
}
