import Foundation
import ReviewModel
import TestSupport
import Testing

@Suite("The sample lecture, through the real programs")
struct SampleLectureTests {
    /// What the script that made the lecture says of it.
    private struct Truth: Decodable {
        struct Fault: Decodable {
            var code: String
            var start: Double
            var end: Double
            var channels: [String]?
        }

        var duration: Double
        var faults: [Fault]
    }

    /// Half of what learners would notice, in seconds.
    private static let tolerance = 0.3

    @Test("Every fault is found where it is, and nothing else is called must-fix", .timeLimit(.minutes(5)))
    func faults() async throws {
        let truth = try JSONDecoder().decode(
            Truth.self, from: Data(contentsOf: URL(filePath: Products.dependency("media/sample-lecture.truth.json"))))
        let folder = try TemporaryFolder()
        let page = folder.path("report.html")
        let names = ["findings.csv", "chapters.vtt", "chapters.txt", "markers.edl", "markers.otio"]
        let exports = names.flatMap { ["--export", "\($0)=\(folder.path($0))"] }
        let command = try await LecternCommand(
            ["review", try Products.dependency("media/sample-lecture.mp4"), "--format", "json", "--page", page, "--fail-on", "must-fix"] + exports)
        #expect(command.status == 3, "\(command.errors)")
        let report = try command.report()

        // A silence of one side is told as that side being dead.
        let expected = truth.faults.filter { $0.code != "audio.silence" || $0.channels?.count == 2 }
        #expect(Set(expected.map(\.code)).count >= 5)
        for fault in expected {
            let ranges = report.findings.filter { $0.code.rawValue == fault.code }.flatMap(\.ranges)
            let isFound = ranges.contains { abs($0.start - fault.start) <= Self.tolerance && abs($0.end - fault.end) <= Self.tolerance }
            #expect(isFound, "\(fault.code) at \(fault.start)-\(fault.end), found at \(ranges)")
        }
        let mustFix = report.findings.filter { $0.severity == .mustFix }
        let known = Set(expected.map(\.code))
        #expect(mustFix.filter { !known.contains($0.code.rawValue) }.map(\.code).isEmpty)
        #expect(mustFix.allSatisfy { item in item.ranges.count == expected.count { $0.code == item.code.rawValue } })

        #expect(report.verdict == .fixRequired)
        #expect(report.coverage.allSatisfy { $0.state == .measured })
        #expect(
            report.findings.filter { $0.code.rawValue.hasPrefix("video.") }.allSatisfy {
                $0.evidence.first?.href.hasPrefix("data:image/jpeg") == true
            })
        #expect((report.transcript?.words ?? 0) > 100)
        let html = try String(contentsOfFile: page, encoding: .utf8)
        #expect(html.contains("<svg") && html.contains("data:image/jpeg;base64,"))

        _ = try folder.write(command.output, to: "report.json")
        let script = Products.root.appending(path: "Tests/Clients/exports_check.py").path
        let check = try Program(Products.dependency("clients/bin/python"), [script, folder.url.path])
        #expect(check.status == 0, "\(check.errors)")
    }
}
