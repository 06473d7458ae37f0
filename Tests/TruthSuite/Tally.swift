package import ReviewModel

/// All cases together: what the table prints.
package struct Tally: Sendable {
    /// The targets that the suite proves.
    package static let share = 0.98
    package static let edge = Expected.tolerance

    package private(set) var rows: [Row]
    package private(set) var outcomes: [Outcome]
    package private(set) var confidences: [(confidence: Double, isTrue: Bool)] = []
    package private(set) var figures: [FigureRow] = []
    /// Wrong findings and missed ones, by case.
    package private(set) var faults: [(name: String, fault: Score.Fault)] = []
    /// Findings at must-fix or should-fix where there must be none.
    package private(set) var alarms: [String] = []
    /// Cases that could not be made or reviewed.
    package private(set) var failures: [(name: String, why: String)] = []

    package struct Row: Sendable {
        package let code: FindingCode
        package var cases = 0
        package var nearMisses = 0
        package var found = 0
        package var missed = 0
        package var trueRanges = 0
        package var falseRanges = 0
        package var errors: [Double] = []
        package var late = 0
        package var untimed = 0

        /// Nil where nothing was to be found.
        package var recall: Double? { found + missed == 0 ? nil : Double(found) / Double(found + missed) }
        /// Nil where nothing was found.
        package var precision: Double? { trueRanges + falseRanges == 0 ? nil : Double(trueRanges) / Double(trueRanges + falseRanges) }
        package var medianError: Double? { errors.isEmpty ? nil : errors.sorted()[errors.count / 2] }
        package var worstError: Double? { errors.max() }
        /// Where recall is nil there are no cases of the code among those that were run.
        package var meetsTargets: Bool {
            (recall ?? 1) >= Tally.share && (precision ?? 1) >= Tally.share && late == 0 && untimed == 0
        }
    }

    package struct FigureRow: Sendable {
        package let name: String
        package let figure: Case.Figure
        package let measured: Double?
        package var isRight: Bool { measured.map(figure.accepts) ?? false }
    }

    package init(_ outcomes: [Outcome], codes: [FindingCode] = Suite.codes) {
        self.outcomes = outcomes
        var byCode: [FindingCode: Row] = [:]
        for outcome in outcomes {
            let item = outcome.item
            if let code = item.code {
                byCode[code, default: Row(code: code)].cases += item.kind == .fault ? 1 : 0
                byCode[code, default: Row(code: code)].nearMisses += item.kind == .nearMiss ? 1 : 0
            }
            guard let report = outcome.report else {
                failures.append((item.name, outcome.failure ?? "no report"))
                for truth in item.expected { byCode[truth.code, default: Row(code: truth.code)].missed += 1 }
                continue
            }
            for figure in item.figures {
                figures.append(FigureRow(name: item.name, figure: figure, measured: report.measurements.value(of: figure.quantity)))
            }
            // A tone is no lecture: of a reference for figures only the figures count.
            guard item.figures.isEmpty else { continue }
            let score = Score(findings: report.findings, expected: item.expected, allowed: item.allowed, cut: outcome.cut)
            for (code, count) in score.found { byCode[code, default: Row(code: code)].found += count }
            for (code, count) in score.missed { byCode[code, default: Row(code: code)].missed += count }
            for (code, count) in score.trueRanges { byCode[code, default: Row(code: code)].trueRanges += count }
            for (code, count) in score.falseRanges { byCode[code, default: Row(code: code)].falseRanges += count }
            for (code, errors) in score.errors { byCode[code, default: Row(code: code)].errors += errors }
            for fault in score.faults where fault.kind == .late { byCode[fault.code, default: Row(code: fault.code)].late += 1 }
            for fault in score.faults where fault.kind == .untimed { byCode[fault.code, default: Row(code: fault.code)].untimed += 1 }
            confidences += score.confidences
            faults += score.faults.map { (item.name, $0) }
            if item.kind == .never {
                for finding in report.findings where finding.severity > .advice && !item.allowed.contains(where: { $0.code == finding.code }) {
                    alarms.append("\(item.name): \(finding.code.rawValue) (\(finding.severity.rawValue))")
                }
            }
        }
        let others = byCode.keys.filter { !codes.contains($0) }.sorted { $0.rawValue < $1.rawValue }
        rows = (codes + others).compactMap { byCode[$0] }
    }

    /// Of findings at least so sure, the share that is true; nil without any.
    package func shareTrue(_ range: Range<Double>) -> (share: Double, count: Int)? {
        let sure = confidences.filter { range.contains($0.confidence) }
        return sure.isEmpty ? nil : (Double(sure.count(where: \.isTrue)) / Double(sure.count), sure.count)
    }

    /// Of the findings at 0.9 and above, at least 95 % must be true.
    package var isCalibrated: Bool { (shareTrue(0.9..<1.01)?.share ?? 1) >= 0.95 }

    package var meetsTargets: Bool {
        rows.allSatisfy(\.meetsTargets) && alarms.isEmpty && failures.isEmpty && figures.allSatisfy(\.isRight) && isCalibrated
    }
}

extension Report.Figures {
    package func value(of quantity: Case.Figure.Quantity) -> Double? {
        switch quantity {
        case .integratedLoudness: integratedLoudness?.value
        case .loudnessRange: loudnessRange?.value
        case .truePeak: truePeak?.value
        }
    }
}
