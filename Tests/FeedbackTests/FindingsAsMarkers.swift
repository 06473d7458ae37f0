import Foundation
import ReviewModel
import Testing

@testable import Feedback

/// The findings for editors.
@Suite struct FindingsAsMarkers {
    @Test(
        arguments: [
            (25, 25, 25), (30, 30, 30), (29.97002997002997, 30, 29.97002997002997), (29.97, 30, 29.97002997002997),
            (23.976, 24, 23.976023976023978), (59.94, 60, 59.94005994005994), (120, 60, 60), (15, 30, 30), (14.985, 30, 29.97002997002997),
            (12.5, 25, 25), (24.63, 25, 25), (29, 30, 30), (0, 25, 25), (.nan, 25, 25),
        ] as [(Double, Int, Double)])
    func rates(frameRate: Double, nominal: Int, framesPerSecond: Double) {
        let rate = TimecodeRate(frameRate)
        #expect(rate.nominal == nominal && abs(rate.framesPerSecond - framesPerSecond) < 1e-9)
    }

    @Test(
        arguments: [
            (30, 3_600, "01:00:00:00"), (29.97, 3_600, "00:59:56:12"), (29.97, 10, "00:00:10:00"), (30, 0.016, "00:00:00:00"),
            (30, 0.017, "00:00:00:01"), (25, 59.99, "00:01:00:00"), (60, 0.99, "00:00:00:59"), (25, -1, "00:00:00:00"),
            (25, 86_399.96, "23:59:59:24"),
        ] as [(Double, Double, String)])
    func timecode(frameRate: Double, time: Double, text: String) {
        let rate = TimecodeRate(frameRate)
        #expect(rate.timecode(rate.frame(at: time)) == text)
    }

    @Test func anEventEndsWithItsRecording() {
        #expect(TimecodeRate(25).frames(in: 90.06) == 2_251)
        #expect(TimecodeRate(29.97).frames(in: 90.06) == 2_699)
        #expect(TimecodeRate(25).frames(in: 90) == 2_250)
    }

    private static let findings = [
        SmallReport.item(.videoBlack, .mustFix, "The picture is black", at: [TimeRange(start: 10, end: 13)]),
        SmallReport.item(.audioLoudnessLow, .shouldFix, "The sound is too quiet"),
        SmallReport.item(.containerSlowStart, .advice, "The index stands at the end"),
    ]

    @Test func anEditListHasTheRecordingAndAMarkerForEachFinding() {
        let text = EditDecisionList.write(ReportMaterial(report: SmallReport.make(Self.findings)))
        #expect(
            text.split(separator: "\r\n", omittingEmptySubsequences: false) == [
                "TITLE: Optics 3", "FCM: NON-DROP FRAME", "",
                "001  AX       B     C        00:00:00:00 00:01:30:00 00:00:00:00 00:01:30:00", "* FROM CLIP NAME: a.mp4",
                "* LOC: 00:00:00:00 YELLOW  The sound is too quiet", "* LOC: 00:00:00:01 BLUE    The index stands at the end",
                "* LOC: 00:00:10:00 RED     The picture is black", "",
            ])
    }

    @Test(arguments: [(30.0, "00:15:00:15", "00:01:30:00"), (29.97, "00:14:59:18", "00:01:29:27")])
    func itCountsAtTheRecordingsRate(frameRate: Double, late: String, short: String) {
        let finding = SmallReport.item(.videoBlack, .mustFix, "Black", at: [TimeRange(start: 900.5, end: 901)])
        let long = EditDecisionList.write(ReportMaterial(report: SmallReport.make([finding], frameRate: frameRate, duration: 1_000)))
        #expect(long.contains("* LOC: \(late) RED     Black\r\n"))
        let brief = EditDecisionList.write(ReportMaterial(report: SmallReport.make([], frameRate: frameRate)))
        #expect(brief.contains(" \(short) 00:00:00:00 \(short)\r\n"))
    }

    @Test(arguments: [(25, true, "B"), (25, false, "V"), (nil, true, "A"), (nil, false, "V")] as [(Double?, Bool, String)])
    func anEventNamesItsChannels(frameRate: Double?, hasSound: Bool, channels: String) {
        let text = EditDecisionList.write(ReportMaterial(report: SmallReport.make([], frameRate: frameRate, hasSound: hasSound)))
        #expect(text.contains("\r\n001  AX       \(channels)     C        00:00:00:00 00:01:30:00 "))
    }

    @Test func everyTextIsOneLine() {
        let title = "“Optics”\n" + String(repeating: "and more light ", count: 9)
        let finding = SmallReport.item(.videoBlack, .mustFix, "Schwarz\r\n* LOC: \u{5149} " + String(repeating: "x", count: 200))
        let text = EditDecisionList.write(ReportMaterial(report: SmallReport.make([finding], title: title, fileName: "a\n001.mp4")))
        let lines = text.split(separator: "\r\n")
        #expect(lines.count == 5)
        #expect(lines[0] == "TITLE: “Optics” and more light and more light and more light and more light…")
        #expect(lines[3] == "* FROM CLIP NAME: a 001.mp4")
        #expect(lines[4].hasPrefix("* LOC: 00:00:00:00 RED     Schwarz\u{FFFD} * LOC: \u{5149} xxx") && lines[4].hasSuffix("x…"))
        #expect(lines[4].count == "* LOC: 00:00:00:00 RED     ".count + 120)
    }

    @Test func aFindingHasAMarkerAtEachPlaceWithinTheRecording() {
        let ranges = [TimeRange(start: 80, end: 95), TimeRange(start: 1, end: 2), TimeRange(start: 2, end: 3), TimeRange(start: 99, end: 100)]
        let list = MarkerList(ReportMaterial(report: SmallReport.make([SmallReport.item(.videoBlack, .mustFix, "Black", at: ranges)])))
        #expect(list.frames == 2_250)
        #expect(list.markers.map(\.start) == [25, 2_000, 2_249])
        #expect(list.markers.map(\.end) == [75, 2_250, 2_250])
    }

    @Test func aTimelineHasTheRecordingAndTheMarkers() throws {
        var report = SmallReport.make(Self.findings, title: "Optik 3\n“Licht”", fileName: "Ü 100%: 3.mp4", frameRate: 29.97)
        let timeline = try Node(OpenTimeline(ReportMaterial(report: report)).json())
        #expect(timeline["OTIO_SCHEMA"].text == "Timeline.1" && timeline["name"].text == "Optik 3 “Licht”")
        let tracks = timeline["tracks"]["children"]
        #expect(tracks.list.map { $0["kind"].text } == ["Video", "Audio"])
        let clip = tracks[0]["children"][0]
        #expect(clip["OTIO_SCHEMA"].text == "Clip.1" && clip["name"].text == "Ü 100%: 3.mp4")
        #expect(clip["media_reference"]["target_url"].text == "%C3%9C%20100%25%3A%203.mp4")
        let range = clip["media_reference"]["available_range"]
        #expect(range["start_time"]["value"].number == 0 && range["duration"]["value"].number == 2_697)
        #expect(range["duration"]["rate"].number == 29.97002997002997)
        let markers = clip["markers"]
        #expect(markers.list.map { $0["color"].text } == ["YELLOW", "BLUE", "RED"])
        let black = markers[2]
        #expect(black["OTIO_SCHEMA"].text == "Marker.2" && black["name"].text == "The picture is black")
        #expect(black["marked_range"]["start_time"]["value"].number == 300 && black["marked_range"]["duration"]["value"].number == 90)
        let lectern = black["metadata"]["lectern"]
        #expect(lectern["id"].text == "video.black-1" && lectern["code"].text == "video.black" && lectern["severity"].text == "must-fix")
        #expect(lectern["why"].text == "Because.")
        #expect(tracks[1]["children"][0]["markers"].list.isEmpty)

        report.media = nil
        let bare = try Node(OpenTimeline(ReportMaterial(report: report)).json())
        #expect(bare["tracks"]["children"][0]["children"][0]["media_reference"]["OTIO_SCHEMA"].text == "MissingReference.1")
    }
}

/// A part of a JSON document.
private struct Node {
    private let value: Any?

    init(_ data: Data) throws {
        value = try JSONSerialization.jsonObject(with: data)
    }

    private init(value: Any?) {
        self.value = value
    }

    subscript(key: String) -> Node { Node(value: (value as? [String: Any])?[key]) }

    subscript(index: Int) -> Node {
        let list = list
        return index < list.count ? list[index] : Node(value: nil)
    }

    var list: [Node] { (value as? [Any] ?? []).map { Node(value: $0) } }

    var text: String? { value as? String }

    var number: Double? { (value as? NSNumber)?.doubleValue }
}
