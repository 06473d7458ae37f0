import ReviewModel

/// The report round the findings.
extension English {
    func verdict(_ verdict: Report.Verdict, isComplete: Bool, isSoundOnly: Bool) -> String {
        switch verdict {
        case .fixRequired: isSoundOnly ? "Fix before learners hear it" : "Fix before learners see it"
        case .fixAdvised: "Usable, and better after a few fixes"
        case .pass: isComplete ? "Ready for learners" : "No faults in what was checked"
        }
    }

    func summary(of report: Report) -> String {
        var sentences: [String] = []
        let findings = report.openFindings
        let urgent = findings.filter { $0.severity == findings.map(\.severity).max() }
        if report.isUnreadable {
            sentences.append("The file cannot be opened, so nothing else could be checked. Upload it again or export it anew.")
        } else if report.isAnswered {
            sentences.append("You have answered everything that needs fixing; upload the new version to have it checked.")
        } else if let first = urgent.first {
            sentences.append(opening(urgent.count, first.severity))
            sentences.append(start(first, alone: findings.count == 1))
            let minutes = report.minutesNeeded
            if findings.filter({ $0.severity > .advice }).count > 1, minutes > 0 {
                sentences.append("Everything that must or should be fixed takes about \(duration(minutes: minutes)).")
            }
            let (scripted, steps) = report.scriptedSteps
            if scripted > 0 {
                let (done, all) = steps > 9 ? ("\(scripted)", "\(steps)") : (Self.spelled(scripted).lowercased(), Self.spelled(steps).lowercased())
                let part = scripted == steps ? (steps == 1 ? "it" : "all of it") : "\(done) of the \(all) steps"
                sentences.append("The repair script does \(part) by itself.")
            }
        } else if report.findings.isEmpty {
            sentences.append("Nothing to fix: all that was measured is within the limits.")
        } else {
            sentences.append("Nothing has to be fixed, and you have answered all the advice.")
        }
        let unchecked = report.coverage.filter { $0.state == .notRun }.map { stage($0.stage).lowercasedFirst }
        if !unchecked.isEmpty, !report.isUnreadable {
            sentences.append("Not checked: \(unchecked.joined(separator: ", ")).")
        }
        return sentences.joined(separator: " ")
    }

    private func opening(_ count: Int, _ severity: Severity) -> String {
        let one = count == 1
        return switch severity {
        case .mustFix: one ? "One thing blocks learners." : "\(Self.spelled(count)) things block learners."
        case .shouldFix: one ? "One thing hinders learners." : "\(Self.spelled(count)) things hinder learners."
        case .advice: one ? "Nothing has to be fixed; there is one piece of advice." : "Nothing has to be fixed; there are \(count) pieces of advice."
        }
    }

    private func start(_ item: Report.Item, alone: Bool) -> String {
        let place = item.ranges.map(\.start).min().map { " (\(numbers.clock($0)))" } ?? ""
        let time = item.fix.minutes > 0 ? ": about \(duration(minutes: item.fix.minutes))" : ""
        return "\(alone ? "It is" : "Begin with") “\(item.title)”\(place)\(time)."
    }

    func severity(_ severity: Severity) -> String {
        switch severity {
        case .mustFix: "Must fix"
        case .shouldFix: "Should fix"
        case .advice: "Advice"
        }
    }

    func tally(_ count: Int, _ severity: Severity) -> String {
        "\(count) \(self.severity(severity).lowercasedFirst)"
    }

    func effort(_ fix: Report.Fix) -> String {
        let kind =
            switch fix.effort {
            case .reExport: "Export again"
            case .edit: "Edit"
            case .reRecord: "Record again"
            case .none: "Nothing to redo"
            }
        return fix.minutes > 0 ? "\(kind), about \(duration(minutes: fix.minutes))" : kind
    }

    func stage(_ stage: Stage) -> String {
        switch stage {
        case .ingest: "File and streams"
        case .quality: "Picture and sound"
        case .transcription: "Transcript"
        case .content: "Speech and pace"
        case .feedback: "Report"
        }
    }

    func state(_ state: Coverage.State) -> String {
        switch state {
        case .measured: "Checked"
        case .degraded: "Checked in part"
        case .notRun: "Not checked"
        }
    }

    /// Stages give their reasons in English.
    func reason(_ text: String) -> String { text }

    func advice(_ shortfall: Shortfall) -> String {
        switch shortfall {
        case .unfinished: "Nothing to do: the report is written anew when this part has ended."
        case .cancelled, .bytesGone: "Upload the recording again to have it checked."
        case .unreadable: "Open the file in the program that made it, save it as MP4 (H.264 picture, AAC sound), and upload that."
        case .transcriptOff: "Have the recording reviewed again, with a transcript."
        case .withoutSound: "If there should be sound, check the microphone and the settings of the recorder, and upload a version with sound."
        case .withoutTranscript: "This follows as soon as there is a transcript."
        case .withoutMeasurements: "This is checked in full as soon as picture and sound have been."
        case .quickLook: "Have the recording reviewed again in full instead of with a quick look."
        case .failed:
            "Whoever runs the service can start this part again; the recording need not be sent again. If it fails once more, save the "
                + "recording as MP4 (H.264 picture, AAC sound) and upload that."
        }
    }

    func duration(minutes: Int) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60)
        let parts = [(hours, "hour"), (rest, "minute")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
        return parts.isEmpty ? "0 minutes" : parts.joined(separator: " ")
    }

    func confidence(_ value: Double) -> String {
        switch value {
        case 0.9...: "sure (\(numbers.percent(value)))"
        case 0.7..<0.9: "fairly sure (\(numbers.percent(value)))"
        default: "not sure, please look (\(numbers.percent(value)))"
        }
    }

    private static func spelled(_ count: Int) -> String {
        let words = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"]
        return words.indices.contains(count) ? words[count] : "\(count)"
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
