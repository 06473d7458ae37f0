import ReviewModel

/// One row of the table of figures.
struct FigureInWords: Sendable, Hashable {
    var name: String
    var value: String
    /// What the number tells an instructor.
    var meaning: String
}

/// The figures of the whole recording.
extension English {
    func figures(_ figures: Report.Figures) -> [FigureInWords] {
        let rows: [(Quantity?, String, String)] = [
            (
                figures.integratedLoudness, "Loudness",
                "How loud the whole recording is heard. LUFS: closer to 0 is louder; lectures aim at about −16."
            ),
            (figures.loudnessRange, "Loudness range", "How far soft and loud passages lie apart. A steady talk stays below about 15 LU."),
            (figures.truePeak, "Highest peak", "0 dBTP is the most a player can put out; −1 or below is safe."),
            (figures.speechRatio, "Speech", "The share of the time in which someone speaks."),
            (figures.wordsPerMinute, "Pace", "Words a minute while someone speaks; 100 to 180 is easy to follow."),
            (figures.fillersPerHundredWords, "Filler words", "“Um” and the like, at least; recognition leaves some out."),
        ]
        return rows.compactMap { quantity, name, meaning in
            quantity.map { FigureInWords(name: name, value: self.quantity($0), meaning: meaning) }
        }
    }

    func quantity(_ quantity: Quantity, of code: FindingCode) -> String {
        let text = self.quantity(quantity)
        let one = quantity.value == 1
        return switch (quantity.unit, code) {
        case (.count, .audioClipping): text + (one ? " flattened sample" : " flattened samples")
        case (.count, .audioDropout): text + (one ? " hole" : " holes")
        case (.count, .containerCorrupt): text + (one ? " damaged packet" : " damaged packets")
        default: text
        }
    }

    func picture(_ video: MediaInfo.Video?) -> String {
        guard let video else { return labels.none }
        let rate = video.frameRate.map { ", \(numbers.short($0)) pictures a second" } ?? ""
        return "\(video.width)×\(video.height) pixels\(rate), \(video.codec)"
    }

    func sound(_ audio: MediaInfo.Audio?) -> String {
        guard let audio else { return labels.none }
        let channels = [1: "mono", 2: "stereo"][audio.channels] ?? "\(audio.channels) channels"
        return "\(channels), \(numbers.short(Double(audio.sampleRate) / 1000)) kHz, \(audio.codec)"
    }

    func transcript(_ summary: Report.TranscriptSummary) -> String {
        let sure = summary.confidence.map { " · confidence \(numbers.percent($0))" } ?? ""
        let count = numbers.decimal(Double(summary.words), 0)
        return "\(count) words · \(languageName(summary.language))\(sure) · recognised by machine, please check"
    }

    func moment(_ text: String) -> String {
        PrintedMoment(text).map { "\($0.day) \(Self.months[$0.month - 1]) \($0.year), \($0.clock) UTC" } ?? text
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
}
