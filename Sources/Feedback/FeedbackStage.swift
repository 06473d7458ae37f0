internal import Foundation
package import JobQueue
package import Logging
package import MediaProcess
internal import NIOCore
package import ReviewModel
package import Storage

/// Ends a review: takes stills as evidence, and stores the report.
package struct FeedbackStage: StageRunner {
    private let results: ResultReader
    private let blobs: any BlobStore
    private let child: MediaChild
    private let logger: Logger

    /// Pixels; enough to read a slide's text in a report.
    private static let stillWidth = 960
    /// A still needs the pictures since the last key frame, which takes seconds.
    private static let stillDeadline = Duration.seconds(120)

    package init(results: ResultReader, blobs: any BlobStore, child: MediaChild, logger: Logger) {
        self.results = results
        self.blobs = blobs
        self.child = child
        self.logger = logger
    }

    package var stage: Stage { .feedback }

    package func run(_ work: StageWork) async throws -> Outcome {
        let findings = try await results.findings(of: work.review.id)
        let stills = try await stills(for: findings, work)
        var review = work.review
        review.state = end(of: review, findings)
        review.completedAt = WallClock.system.now
        let measurements = try await results.measurements(of: review.id)
        let (comparison, responses) = try await comparison(of: review, findings, measurements)
        let report = ReportMaker(
            review: review, findings: findings, measurements: measurements, transcript: try await results.transcript(of: review.id), stills: stills,
            comparison: comparison
        ).report()
        return Outcome(
            coverage: Coverage(stage: .feedback, state: .measured),
            results: [.stills(stills), .report(report)] + (comparison.map { [.comparison($0)] } ?? []), reviewState: review.state,
            responses: responses)
    }

    /// How the recording stands beside the upload before, and what was said to the findings that are still there.
    private func comparison(of review: Review, _ findings: [Finding], _ measurements: MeasurementSet?) async throws -> (
        Comparison?, [String: FindingResponse]
    ) {
        guard review.state == .completed else { return (nil, [:]) }
        if let before = try await results.predecessor(of: review), let measured = try await results.measurements(of: before.review.id) {
            let previous = ComparisonMaker.Side(
                review: before.review, findings: before.judgement.findings, measurements: measured, responses: before.responses,
                comparison: before.judgement.comparison)
            let maker = ComparisonMaker(
                previous: previous, current: ComparisonMaker.Side(review: review, findings: findings, measurements: measurements))
            let comparison = maker.comparison()
            // Lectures of one title need not be the same one; who names the earlier review knows that it is.
            if review.replaces != nil || !comparison.pieces.isEmpty { return (comparison, maker.responses(by: comparison)) }
        }
        // The upload before may have gone since the two were compared; what was found then still holds.
        guard let earlier = try await results.earlierJudgement(of: review.id) else { return (nil, [:]) }
        return (earlier.comparison?.kept(from: earlier.findings, for: findings), [:])
    }

    private func end(of review: Review, _ findings: [Finding]) -> Review.State {
        if findings.contains(where: { $0.code == .containerUnreadable }) { return .refused }
        let ingest = review.stages.first { $0.stage == .ingest }?.state
        return ingest == .measured ? .completed : .failed
    }

    /// Stills that could be made; one that cannot is left out, for the finding stands without it.
    private func stills(for findings: [Finding], _ work: StageWork) async throws -> [Int: String] {
        let times = Set(findings.flatMap(Still.times(for:))).sorted()
        guard !times.isEmpty else { return [:] }
        let input = try await work.recordingPath(in: blobs)
        // A review that is judged again has most of its stills already.
        let known = try await results.stills(of: work.review.id)
        var stills: [Int: String] = [:]
        for (index, time) in times.enumerated() {
            if let still = known[Still.milliseconds(time)] {
                stills[Still.milliseconds(time)] = still
                continue
            }
            do {
                stills[Still.milliseconds(time)] = try await still(of: input, at: time)
            } catch let failure as ChildFailure {
                logger.warning(
                    "No still could be made.", metadata: ["review": "\(work.review.id)", "time": "\(time)", "cause": "\(failure.message)"])
            }
            work.report(Double(index + 1) / Double(times.count))
        }
        return stills
    }

    private func still(of input: String, at time: Double) async throws -> String {
        let output = blobs.scratchPath()
        defer { try? FileManager.default.removeItem(atPath: output) }
        var limits = ChildLimits()
        limits.deadline = Self.stillDeadline
        _ = try await child.run(.frame(input: input, time: time, output: output, maxWidth: Self.stillWidth), limits: limits)
        return try await blobs.store(ByteBuffer(bytes: try Data(contentsOf: URL(filePath: output)))).sha256
    }
}
