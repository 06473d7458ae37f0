import ReviewModel

/// The findings as markers on the recording, each at every place that it has. Pure.
struct MarkerList: Sendable {
    struct Marker: Sendable {
        let item: Report.Item
        /// Frames.
        var start: Int
        var end: Int

        /// One line.
        var text: String { ShortLine.text(item.title, most: 120) }
        /// By the names that Avid's edit lists and OpenTimelineIO share.
        var colour: String {
            switch item.severity {
            case .mustFix: "RED"
            case .shouldFix: "YELLOW"
            case .advice: "BLUE"
            }
        }
    }

    let rate: TimecodeRate
    /// How many the recording has; at least one.
    let frames: Int
    /// In order of time.
    let markers: [Marker]

    init(_ material: ReportMaterial) {
        let rate = TimecodeRate(material.report.media?.video?.frameRate)
        let frames = max(1, rate.frames(in: material.duration))
        var markers: [Marker] = []
        for item in material.report.findings {
            let ranges = item.ranges.merged()
            for range in ranges.isEmpty ? [TimeRange(start: 0, end: material.duration)] : ranges {
                markers.append(Marker(item: item, start: rate.frame(at: range.start), end: rate.frame(at: range.end)))
            }
        }
        self.rate = rate
        self.frames = frames
        self.markers = Self.settled(markers, frames: frames)
    }

    /// Editors keep one marker a frame, so those that begin on the same one follow each other; findings about the whole recording would hide one another.
    private static func settled(_ markers: [Marker], frames: Int) -> [Marker] {
        // The report's order, which goes by harm, stays among those of the same frame.
        let inTime = markers.enumerated().sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }.map(\.element)
        var free = 0
        return inTime.map { marker in
            var marker = marker
            marker.start = min(max(marker.start, free), frames - 1)
            marker.end = min(max(marker.end, marker.start + 1), frames)
            free = marker.start + 1
            return marker
        }
    }
}
