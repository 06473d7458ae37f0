import Foundation
import ReviewModel
import TestSupport
import Testing
import Transcription

@testable import Feedback

/// The files that a report is handed out as.
@Suite struct ExportedFiles {
    @Test(arguments: [
        ("Optics 3", "Optics 3 - findings.csv"), ("a/b\\c:d*e?f\"g<h>i|j\n", "a b c d e f g h i j - findings.csv"), ("..", "findings.csv"),
        ("", "findings.csv"), ("-rf ~", "rf ~ - findings.csv"), ("\u{202E}\u{5149}\u{5408}", "\u{5149}\u{5408} - findings.csv"),
        (String(repeating: "x", count: 300), String(repeating: "x", count: 80) + " - findings.csv"),
    ])
    func fileNames(title: String, name: String) {
        #expect(ReportExport.findings.fileName(titled: title) == name)
    }

    @Test func aFileNameFitsAnyFileSystem() {
        for title in ["\u{1F469}\u{200D}\u{1F469}\u{200D}\u{1F467}\u{200D}\u{1F466}", "\u{5149}"].map({ String(repeating: $0, count: 200) }) {
            let name = ReportExport.timeline.fileName(titled: title)
            #expect(name.utf8.count <= 255 && name.hasSuffix(" - markers.otio") && name.hasPrefix(String(title.prefix(1))))
        }
    }

    @Test func stillsAreInsideOrLeftOutAndNoAddressLeadsNowhere() throws {
        let still = Data([0xFF, 0xD8])
        let material = ReportMaterial(
            report: SampleReport.report(), measurements: SampleReport.measurements, transcript: SampleReport.transcript,
            stills: ["frames/11.5.jpg": still])
        let page = String(decoding: try ReportExport.page.data(from: material), as: UTF8.self)
        #expect(page.components(separatedBy: "<img ").count == 2 && page.contains("src=\"data:image/jpeg;base64,/9g=\""))
        #expect(!page.contains("frames/") && !page.contains("transcript.vtt"))
        let json = try JSONDecoder().decode(Report.self, from: try material.data(as: .json))
        #expect(json.findings.flatMap(\.evidence).map(\.href) == ["data:image/jpeg;base64,/9g="])
        let markdown = String(decoding: try material.data(as: .markdown), as: UTF8.self)
        #expect(markdown.contains("### 1. ") && !markdown.contains("!["))
    }

    @Test(
        "Programs that they are for read them as they were meant",
        arguments: [(25, true), (29.97, true), (15, false), (nil, true)] as [(Double?, Bool)])
    func readers(frameRate: Double?, hasSound: Bool) throws {
        let folder = try TemporaryFolder()
        let material = Self.material(frameRate: frameRate, hasSound: hasSound)
        let transcript = try #require(material.transcript)
        for export in ReportExport.allCases { _ = try folder.write(try export.data(from: material), to: export.rawValue) }
        _ = try folder.write(try material.report.json(), to: "report.json")
        for format in [CaptionFormat.vtt, .json] {
            _ = try folder.write(Data(try format.write(transcript).utf8), to: "transcript.\(format.rawValue)")
        }
        let script = Products.root.appending(path: "Tests/Clients/exports_check.py").path
        let run = try Program(Products.dependency("clients/bin/python"), [script, folder.url.path])
        #expect(run.status == 0, Comment(rawValue: run.errors))
    }

    /// With the texts that are hardest to hand on.
    private static func material(frameRate: Double?, hasSound: Bool) -> ReportMaterial {
        var report = SampleReport.report(title: "\"Licht\", Teil 3:\n\u{5149}\u{5408}\u{4F5C}\u{7528}", fileName: "\u{DC} 100%: #3.mp4")
        report.media?.duration = 90.06
        report.media?.video?.frameRate = frameRate
        if frameRate == nil { report.media?.video = nil }
        if !hasSound { report.media?.audio = nil }
        report.findings[0].title = "=HYPERLINK(\"https://example.com\")\r\n* LOC: \u{202E}"
        report.findings[1].title = String(repeating: "very long ", count: 30)
        report.findings[2].response = FindingResponse(state: .dismissed, note: "@SUM(1); \u{FC}ber \"alles\"\nnein", respondedAt: 1)
        report.findings[3].why = "-1 < \u{202E}2"
        var measurements = SampleReport.measurements
        measurements.spans = SmallReport.spans([(.slide, 12), (.camera, 3), (.slide, 30), (.mixed, 30), (.screen, 15.06)])
        var transcript = SampleReport.transcript
        transcript.segments[1].words[4].text = "<i>&amp;"
        return ReportMaterial(report: report, measurements: measurements, transcript: transcript)
    }
}
