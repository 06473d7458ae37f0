import ReviewModel

/// The report round the findings.
extension German {
    func verdict(_ verdict: Report.Verdict, isComplete: Bool, isSoundOnly: Bool) -> String {
        switch verdict {
        case .fixRequired: "Vor der Veröffentlichung nachbessern"
        case .fixAdvised: "Brauchbar, und nach wenigen Handgriffen noch besser"
        case .pass: isComplete ? "Bereit für Ihre Studierenden" : "Keine Mängel in dem, was geprüft wurde"
        }
    }

    func summary(of report: Report) -> String {
        var sentences: [String] = []
        let findings = report.openFindings
        let urgent = findings.filter { $0.severity == findings.map(\.severity).max() }
        if report.isUnreadable {
            sentences.append("Die Datei lässt sich nicht öffnen, deshalb konnte nichts weiter geprüft werden.")
            sentences.append("Laden Sie sie noch einmal hoch oder exportieren Sie sie neu.")
        } else if report.isAnswered {
            sentences.append("Sie haben alles beantwortet, was behoben werden muss oder sollte.")
            sentences.append("Laden Sie die neue Fassung hoch, um sie prüfen zu lassen.")
        } else if let first = urgent.first {
            sentences.append(opening(urgent.count, first.severity))
            sentences.append(start(first, alone: findings.count == 1))
            let needed = findings.filter { $0.severity > .advice }
            let minutes = report.minutesNeeded
            if needed.count > 1, minutes > 0 {
                sentences.append("Alles, was behoben werden muss oder sollte, braucht etwa \(duration(minutes: minutes)).")
            }
            let (scripted, steps) = report.scriptedSteps
            if scripted > 0 {
                let (done, all) = steps > 9 ? ("\(scripted)", "\(steps)") : (Self.spelled(scripted).lowercased(), Self.spelled(steps).lowercased())
                let part = scripted == steps ? "alle" : scripted == 1 ? "einen" : done
                let whole = steps == 1 ? "Den einen Schritt erledigt" : "Von den \(all) Schritten erledigt"
                sentences.append(steps == 1 ? "\(whole) das Reparaturskript." : "\(whole) das Reparaturskript \(part).")
            }
        } else if report.findings.isEmpty {
            sentences.append("Es gibt nichts zu beheben: Alles, was gemessen wurde, liegt innerhalb der Grenzwerte.")
        } else {
            sentences.append("Beheben müssen Sie nichts, und alle Hinweise haben Sie beantwortet.")
        }
        let unchecked = report.coverage.filter { $0.state == .notRun }.map { stage($0.stage) }
        if !unchecked.isEmpty, !report.isUnreadable { sentences.append("Nicht geprüft: \(unchecked.joined(separator: ", ")).") }
        return sentences.joined(separator: " ")
    }

    private func opening(_ count: Int, _ severity: Severity) -> String {
        let one = count == 1
        let problems = one ? "Ein Problem" : "\(Self.spelled(count)) Probleme"
        return switch severity {
        case .mustFix: "\(problems) \(one ? "hindert" : "hindern") Studierende daran, der Vorlesung zu folgen."
        case .shouldFix: "\(problems) \(one ? "macht" : "machen") es Studierenden schwer, der Vorlesung zu folgen."
        case .advice: one ? "Beheben müssen Sie nichts; es gibt einen Hinweis." : "Beheben müssen Sie nichts; es gibt \(count) Hinweise."
        }
    }

    private func start(_ item: Report.Item, alone: Bool) -> String {
        let place = item.ranges.map(\.start).min().map { " (ab \(numbers.clock($0)))" } ?? ""
        let time = item.fix.minutes > 0 ? ": etwa \(duration(minutes: item.fix.minutes))" : ""
        return "\(alone ? "Es geht um" : "Beginnen Sie mit") „\(item.title)“\(place)\(time)."
    }

    func severity(_ severity: Severity) -> String {
        switch severity {
        case .mustFix: "Muss behoben werden"
        case .shouldFix: "Sollte behoben werden"
        case .advice: "Hinweis"
        }
    }

    func tally(_ count: Int, _ severity: Severity) -> String {
        let one = count == 1
        return switch severity {
        case .mustFix: "\(count) \(one ? "muss" : "müssen") behoben werden"
        case .shouldFix: "\(count) \(one ? "sollte" : "sollten") behoben werden"
        case .advice: "\(count) \(one ? "Hinweis" : "Hinweise")"
        }
    }

    func effort(_ fix: Report.Fix) -> String {
        let kind =
            switch fix.effort {
            case .reExport: "Noch einmal exportieren"
            case .edit: "Nachbearbeiten"
            case .reRecord: "Noch einmal aufnehmen"
            case .none: "Nichts nachzubessern"
            }
        return fix.minutes > 0 ? "\(kind), etwa \(duration(minutes: fix.minutes))" : kind
    }

    func stage(_ stage: Stage) -> String {
        switch stage {
        case .ingest: "Datei und Spuren"
        case .quality: "Bild und Ton"
        case .transcription: "Transkript"
        case .content: "Sprechweise"
        case .feedback: "Bericht"
        }
    }

    func state(_ state: Coverage.State) -> String {
        switch state {
        case .measured: "Geprüft"
        case .degraded: "Zum Teil geprüft"
        case .notRun: "Nicht geprüft"
        }
    }

    func advice(_ shortfall: Shortfall) -> String {
        switch shortfall {
        case .unfinished: "Nichts zu tun: Der Bericht wird neu geschrieben, sobald dieser Teil fertig ist."
        case .cancelled, .bytesGone: "Laden Sie die Aufnahme noch einmal hoch, um sie prüfen zu lassen."
        case .unreadable:
            "Öffnen Sie die Datei in dem Programm, mit dem sie entstanden ist, speichern Sie sie als MP4 (Bild H.264, Ton AAC) und laden Sie diese "
                + "Datei hoch."
        case .transcriptOff: "Lassen Sie die Aufnahme noch einmal prüfen, diesmal mit Transkript."
        case .withoutSound:
            "Falls Ton da sein sollte: Prüfen Sie das Mikrofon und die Einstellungen des Aufnahmeprogramms und laden Sie eine Fassung mit Ton hoch."
        case .withoutTranscript: "Das folgt, sobald es ein Transkript gibt."
        case .withoutMeasurements: "Das wird vollständig geprüft, sobald Bild und Ton geprüft sind."
        case .quickLook: "Lassen Sie die Aufnahme noch einmal vollständig statt im schnellen Durchgang prüfen."
        case .failed:
            "Wer den Dienst betreut, kann diesen Teil noch einmal starten; die Aufnahme muss dafür nicht neu hochgeladen werden. Scheitert er "
                + "wieder, speichern Sie die Aufnahme als MP4 (Bild H.264, Ton AAC) und laden Sie diese Datei hoch."
        }
    }

    func duration(minutes: Int) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60)
        let parts = [(hours, "Stunde"), (rest, "Minute")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "n")" }
        return parts.isEmpty ? "0 Minuten" : parts.joined(separator: " ")
    }

    func confidence(_ value: Double) -> String {
        switch value {
        case 0.9...: "sicher (\(numbers.percent(value)))"
        case 0.7..<0.9: "ziemlich sicher (\(numbers.percent(value)))"
        default: "unsicher, bitte sehen Sie selbst nach (\(numbers.percent(value)))"
        }
    }

    private static func spelled(_ count: Int) -> String {
        let words = ["Null", "Ein", "Zwei", "Drei", "Vier", "Fünf", "Sechs", "Sieben", "Acht", "Neun"]
        return words.indices.contains(count) ? words[count] : "\(count)"
    }
}
