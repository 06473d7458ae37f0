import ReviewModel

/// Puts the findings into the order in which to mend them: the most harm for the least effort first, what has one cause as one step. Pure.
struct PlanMaker {
    let findings: [IdentifiedFinding]
    let fileName: String?
    let media: MediaInfo?
    let rubric: Rubric
    let transcript: Transcript?
    /// The findings that the repair script mends, by id.
    let mended: Set<String>

    func plan() -> Report.Plan {
        let steps = groups().map(step)
        let ordered = steps.sorted { left, right in
            if left.gain != right.gain { return left.gain > right.gain }
            return (left.step.ranges.first?.start ?? 0, left.step.findings.first ?? "") < (
                right.step.ranges.first?.start ?? 0, right.step.findings.first ?? ""
            )
        }
        return Report.Plan(items: ordered.map(\.step))
    }

    /// Each cause with what it explains, the cause first.
    private func groups() -> [[IdentifiedFinding]] {
        let causes = findings.filter { finding in !findings.contains { isCause($0, of: finding) } }
        var taken: Set<String> = []
        return causes.map { cause in
            let effects = findings.filter { isCause(cause, of: $0) && taken.insert($0.id).inserted }
            return [cause] + effects
        }
    }

    /// A cause that has itself a cause explains nothing on its own: the first of them does.
    private func isCause(_ cause: IdentifiedFinding, of effect: IdentifiedFinding) -> Bool {
        cause.id != effect.id && Cause.explains(cause.finding, effect.finding)
            && !findings.contains { $0.id != cause.id && $0.id != effect.id && Cause.explains($0.finding, cause.finding) }
    }

    private func step(_ group: [IdentifiedFinding]) -> (step: Report.Plan.Item, gain: Double) {
        let cause = Circumstances(finding: group[0].finding, fileName: fileName, media: media, rubric: rubric, speech: transcript?.words.map(\.range))
        let remedy = cause.remedy
        let harm = group.map { Harm.of($0.finding, duration: media?.duration ?? 0) }.reduce(0, +)
        let item = Report.Plan.Item(
            action: Report.Plan.Action(remedy.effort), findings: group.map(\.id), ranges: cause.ranges, minutes: remedy.minutes,
            gain: remedy.effort == .edit ? cause.levelChange : nil, trims: remedy.repair?.trims ?? [],
            isScripted: group.allSatisfy { mended.contains($0.id) })
        return (item, harm / Double(remedy.minutes + 3))
    }
}

extension Circumstances {
    /// The decibels by which the whole sound is to be changed, where that is the remedy.
    fileprivate var levelChange: Double? {
        [.audioLoudnessLow, .audioLoudnessHigh].contains(finding.code) ? gain : nil
    }
}

extension Repair {
    /// What is to be cut out.
    fileprivate var trims: [TimeRange] {
        if case .cut(let ranges) = self { ranges } else { [] }
    }
}

extension Report.Plan.Action {
    fileprivate init(_ effort: Report.Fix.Effort) {
        self =
            switch effort {
            case .reExport: .reExport
            case .edit: .edit
            case .reRecord: .reRecord
            case .none: .ignore
            }
    }
}
