import Foundation
package import ReviewModel
internal import TestSupport

/// Reviews files with the real program.
package struct Reviewer: Sendable {
    /// The path of `lectern`.
    package var program: String
    /// Writes each report beside its file.
    package var keepsReports: Bool

    package init(program: String, keepsReports: Bool = false) {
        self.program = program
        self.keepsReports = keepsReports
    }

    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    package func report(of path: String) throws -> Report {
        let run = try Program(program, ["review", path, "--no-transcript", "--format", "json"])
        // 65 is a recording that cannot be read: its report says so.
        guard run.status == 0 || run.status == 65 else {
            throw Failure(description: "lectern ended with status \(run.status): \(run.errors.suffix(400))")
        }
        if keepsReports { try run.output.write(to: URL(filePath: path + ".json")) }
        let report = try JSONDecoder().decode(Report.self, from: run.output)
        // A report without measurements finds nothing: that is no verdict on the checks.
        if run.status == 0, let quality = report.coverage.first(where: { $0.stage == .quality }), quality.state == .notRun {
            throw Failure(description: "picture and sound were not measured: \(quality.reason ?? "no reason given")")
        }
        return report
    }
}
