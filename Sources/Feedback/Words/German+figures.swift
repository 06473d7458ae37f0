import ReviewModel

/// The figures of the whole recording.
extension German {
    func figures(_ figures: Report.Figures) -> [FigureInWords] {
        let rows: [(Quantity?, String, String)] = [
            (
                figures.integratedLoudness, "Lautheit",
                "Wie laut die ganze Aufnahme wirkt. LUFS: Je näher an 0, desto lauter; für Vorlesungen sind etwa −16 gut."
            ),
            (
                figures.loudnessRange, "Lautheitsumfang",
                "Wie weit leise und laute Passagen auseinanderliegen. Ein gleichmäßiger Vortrag bleibt unter etwa 15 LU."
            ),
            (figures.truePeak, "Höchste Spitze", "Mehr als 0 dBTP kann kein Player wiedergeben; −1 oder weniger ist unbedenklich."),
            (figures.speechRatio, "Sprechanteil", "Der Anteil der Zeit, in dem jemand spricht."),
            (figures.wordsPerMinute, "Sprechtempo", "Wörter pro Minute, während jemand spricht; bei 100 bis 180 lässt sich gut folgen."),
            (figures.fillersPerHundredWords, "Füllwörter", "„Äh“ und Ähnliches, mindestens; die Erkennung lässt manche weg."),
        ]
        return rows.compactMap { quantity, name, meaning in
            quantity.map { FigureInWords(name: name, value: self.quantity($0), meaning: meaning) }
        }
    }

    func quantity(_ quantity: Quantity, of code: FindingCode) -> String {
        let text = self.quantity(quantity)
        let one = quantity.value == 1
        return switch (quantity.unit, code) {
        case (.count, .audioClipping): text + (one ? " abgeflachter Abtastwert" : " abgeflachte Abtastwerte")
        case (.count, .audioDropout): text + (one ? " Lücke" : " Lücken")
        case (.count, .containerCorrupt): text + (one ? " beschädigtes Datenpaket" : " beschädigte Datenpakete")
        default: text
        }
    }

    func picture(_ video: MediaInfo.Video?) -> String {
        guard let video else { return labels.none }
        let rate = video.frameRate.map { ", \(numbers.short($0)) Bilder pro Sekunde" } ?? ""
        return "\(video.width)×\(video.height) Pixel\(rate), \(video.codec)"
    }

    func sound(_ audio: MediaInfo.Audio?) -> String {
        guard let audio else { return labels.none }
        let channels = [1: "Mono", 2: "Stereo"][audio.channels] ?? "\(audio.channels) Kanäle"
        return "\(channels), \(numbers.short(Double(audio.sampleRate) / 1000)) kHz, \(audio.codec)"
    }

    func transcript(_ summary: Report.TranscriptSummary) -> String {
        let sure = summary.confidence.map { " · Sicherheit \(numbers.percent($0))" } ?? ""
        let count = numbers.decimal(Double(summary.words), 0)
        return "\(count) Wörter · \(languageName(summary.language))\(sure) · maschinell erkannt, bitte prüfen"
    }

    func moment(_ text: String) -> String {
        PrintedMoment(text).map { "\($0.day). \(Self.months[$0.month - 1]) \($0.year), \($0.clock) UTC" } ?? text
    }

    private static let months = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
    ]
}
