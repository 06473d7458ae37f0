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
        let stills = try await stills(of: report)
        let document = ReportDocument(
            report: format == .json ? embedding(stills, in: report) : report, rubric: review.rubric,
            measurements: try await assembly.results.measurements(of: review.id), transcript: try await assembly.results.transcript(of: review.id))
        let inPage = stills.mapValues { HTMLReport.Still.jpeg($0) }
        try put(try document.data(as: format, colour: output == nil && isatty(STDOUT_FILENO) == 1, stills: inPage), at: output)
        if let page {
            try put(try document.data(as: .html, stills: inPage), at: page)
            Diagnostics.say("The report as a page: \(page)")
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
        do {
            guard let path else { return try FileHandle.standardOutput.write(contentsOf: data) }
            let url = URL(filePath: path)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            // Replacing at one go is for files; a device or a pipe is written to.
            let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
            guard let kind, kind != .typeRegular else { return try data.write(to: url, options: .atomic) }
            try FileHandle(forWritingTo: url).write(contentsOf: data)
        } catch {
            Diagnostics.say("lectern: \(path ?? "standard output") cannot be written: \(error.localizedDescription)")
            throw ExitStatus.inputOutput
        }
    }
}
