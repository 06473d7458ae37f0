import Feedback
import Foundation
import ReviewModel
import Server
import Storage

/// Writes the report of a finished review to standard output or to files. Stills go into the document: the data folder does not stay.
struct ReportWriter {
    let assembly: Assembly
    let review: Review

    func write(_ format: ReportFormat, output: String?, page: String?, exports: [ExportTarget] = [], in language: ReportLanguage = .english)
        async throws
    {
        let report = try await assembly.reviews.report(of: review, in: language)
        let material = try await ReportMaterial(
            report, of: review, Set(ReportMaterial.Part.allCases), results: assembly.results, blobs: assembly.blobs)
        let isOnTerminal = (output ?? Self.standardOutput) == Self.standardOutput && isatty(STDOUT_FILENO) == 1
        try put(try material.data(as: format, colour: isOnTerminal), at: output)
        if let page {
            try put(try material.data(as: .html), at: page)
            if page != Self.standardOutput { Diagnostics.say("The report as a page: \(page)") }
        }
        for target in exports {
            try put(try target.export.data(from: material), at: target.path)
            if target.path != Self.standardOutput { Diagnostics.say("\(target.export.rawValue): \(target.path)") }
            if let caution = target.export.caution(about: material) { Diagnostics.say("\(target.export.rawValue): \(caution)") }
        }
    }

    /// The path that stands for it.
    static let standardOutput = "-"

    private func put(_ data: Data, at path: String?) throws {
        let path = path == Self.standardOutput ? nil : path
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
