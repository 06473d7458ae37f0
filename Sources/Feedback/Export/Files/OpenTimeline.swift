import Foundation
import ReviewModel

/// The recording as a timeline with the findings as markers, as OpenTimelineIO's own format has it
/// (https://opentimelineio.readthedocs.io/en/stable/tutorials/otio-file-format-specification.html). Pure.
///
/// Schemas are of the oldest version that says what is needed, which later programs read too.
struct OpenTimeline: Encodable, Sendable {
    let schema = "Timeline.1"
    let name: String
    let start: Time
    let tracks: Stack
    let metadata: [String: [String: String]]

    init(_ material: ReportMaterial) {
        let list = MarkerList(material)
        let report = material.report
        name = Printed.oneLine(report.review.title)
        start = Time(value: 0, rate: list.rate.framesPerSecond)
        metadata = ["lectern": ["review": report.review.id]]
        let clip = Clip(report, list)
        let media = report.media
        var tracks: [Track] = []
        if media?.video != nil || media?.audio == nil { tracks.append(Track(name: "V1", kind: "Video", clip: clip)) }
        // The markers stand on the first track alone, or an editor would show each twice.
        if media?.audio != nil { tracks.append(Track(name: "A1", kind: "Audio", clip: tracks.isEmpty ? clip : clip.bare)) }
        self.tracks = Stack(children: tracks)
    }

    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    private enum CodingKeys: String, CodingKey {
        case schema = "OTIO_SCHEMA"
        case name, tracks, metadata
        case start = "global_start_time"
    }
}

extension OpenTimeline.Clip {
    fileprivate init(_ report: Report, _ list: MarkerList) {
        let rate = list.rate.framesPerSecond
        let whole = OpenTimeline.Span(start: 0, end: list.frames, rate: rate)
        name = Printed.oneLine(report.media?.fileName ?? report.review.title)
        range = whole
        media = OpenTimeline.Media(fileName: report.media?.fileName, range: whole)
        markers = list.markers.map { OpenTimeline.Marker($0, rate: rate) }
    }

    /// The same without its markers.
    fileprivate var bare: OpenTimeline.Clip {
        var clip = self
        clip.markers = []
        return clip
    }
}

extension OpenTimeline.Marker {
    fileprivate init(_ marker: MarkerList.Marker, rate: Double) {
        let item = marker.item
        name = marker.text
        colour = marker.colour
        range = OpenTimeline.Span(start: marker.start, end: marker.end, rate: rate)
        metadata = ["lectern": ["id": item.id, "code": item.code.rawValue, "severity": item.severity.rawValue, "why": Printed.oneLine(item.why)]]
    }
}
