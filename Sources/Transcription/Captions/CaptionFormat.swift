import Foundation
package import ReviewModel

/// The forms in which a transcript is handed out; raw values are the file name extensions.
package enum CaptionFormat: String, Sendable, CaseIterable {
    case vtt, srt, txt, json

    package var contentType: String {
        switch self {
        case .vtt: "text/vtt; charset=utf-8"
        // SRT has no registered type; this is what players and browsers take.
        case .srt: "application/x-subrip; charset=utf-8"
        case .txt: "text/plain; charset=utf-8"
        case .json: "application/json"
        }
    }

    /// The transcript in this format. It throws only where JSON cannot hold a number, such as infinity.
    ///
    /// - Parameter end: seconds at which the recording ends, where that is known: no caption outlasts it.
    package func write(_ transcript: Transcript, until end: Double = .infinity) throws -> String {
        switch self {
        case .vtt: return WebVTT.write(transcript, until: end)
        case .srt: return SubRip.write(transcript, until: end)
        case .txt: return PlainText.write(transcript)
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(transcript), as: UTF8.self)
        }
    }
}
