import Foundation
import NIOCore
package import ReviewModel
package import Storage

extension ReportMaterial {
    /// Reads the parts that are asked for, as far as there are any.
    package init(
        _ report: Report, of review: Review, _ parts: Set<Part>, results: ResultReader, blobs: any BlobStore
    ) async throws {
        self.init(report: report, rubric: review.rubric)
        if parts.contains(.measurements) { measurements = try await results.measurements(of: review.id) }
        if parts.contains(.transcript) { transcript = try await results.transcript(of: review.id) }
        if parts.contains(.stills) { stills = try await Self.stills(of: report, review, results, blobs) }
    }

    private static func stills(
        of report: Report, _ review: Review, _ results: ResultReader, _ blobs: any BlobStore
    ) async throws -> [String: Data] {
        let hashes = try await results.stills(of: review.id)
        var stills: [String: Data] = [:]
        for evidence in report.findings.flatMap(\.evidence) {
            guard let hash = hashes[Still.milliseconds(evidence.time)], let bytes = try await blobs.read(hash) else { continue }
            stills[evidence.href] = Data(bytes.readableBytesView)
        }
        return stills
    }
}
