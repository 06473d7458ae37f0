import Feedback
import Foundation
import NIOCore
import ReviewModel
import Storage

/// Writes the report of a finished review to standard output or to files. Stills go into the document: the data folder does not stay.
struct ReportWriter {
    let assembly: Assembly
    let review: Review

    func write(_ format: ReportFormat, output: String?, page: String?) async throws {
        guard let report = try await assembly.results.report(of: review.id) else { return }
        try put(try await render(report, format, colour: output == nil && isatty(STDOUT_FILENO) == 1), at: output)
        if let page {
            try put(try await render(report, .html, colour: false), at: page)
            Diagnostics.say("The report as a page: \(page)")
        }
    }

    private func render(_ report: Report, _ format: ReportFormat, colour: Bool) async throws -> Data {
        switch format {
        case .text: return Data(TextReport(report: report, colour: colour).render().utf8)
        case .markdown: return Data(MarkdownReport(report: report).render().utf8)
        case .json: return try embedding(try await stills(of: report), in: report).json()
        case .html:
            let measurements = try await assembly.results.measurements(of: review.id)
            let transcript = try await assembly.results.transcript(of: review.id)
            let timeline = Timeline(
                measurements: measurements, transcript: transcript, findings: report.findings, duration: report.media?.duration ?? 0,
                rubric: Rubric.named(review.rubric))
            let stills = try await stills(of: report).mapValues { HTMLReport.Still.jpeg($0) }
            return Data(try HTMLReport(report: report, timeline: timeline, stills: stills, transcript: transcript).render().utf8)
        }
    }

    /// The pictures by the addresses that the report's evidence names.
    private func stills(of report: Report) async throws -> [String: Data] {
        let hashes = try await assembly.results.stills(of: review.id)
        var stills: [String: Data] = [:]
        for evidence in report.findings.flatMap(\.evidence) {
            guard let hash = hashes[Still.milliseconds(evidence.time)], let bytes = try await assembly.blobs.read(hash) else { continue }
            stills[evidence.href] = Data(bytes.readableBytesView)
        }
        return stills
    }

    private func embedding(_ stills: [String: Data], in report: Report) -> Report {
        var report = report
        for item in report.findings.indices {
            for place in report.findings[item].evidence.indices {
                guard let still = stills[report.findings[item].evidence[place].href] else { continue }
                report.findings[item].evidence[place].href = "data:image/jpeg;base64,\(still.base64EncodedString())"
            }
        }
        return report
    }

    private func put(_ data: Data, at path: String?) throws {
        guard let path else {
            FileHandle.standardOutput.write(data)
            return
        }
        do {
            let url = URL(filePath: path)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try data.write(to: url, options: .atomic)
        } catch {
            Diagnostics.say("lectern: \(path) cannot be written: \(error.localizedDescription)")
            throw ExitStatus.inputOutput
        }
    }
}
