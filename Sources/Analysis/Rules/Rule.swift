package import ReviewModel

/// What is known of a recording when it is judged.
package struct Recording: Sendable {
    package var media: MediaInfo
    /// Nil where the quality stage did not run.
    package var measurements: MeasurementSet?
    /// Nil where the transcription stage did not run.
    package var transcript: Transcript?

    package init(media: MediaInfo, measurements: MeasurementSet? = nil, transcript: Transcript? = nil) {
        self.media = media
        self.measurements = measurements
        self.transcript = transcript
    }

    /// Seconds: what was decoded, else what the container declares.
    package var duration: Double? { Self.duration(media: media, measurements: measurements) }

    package static func duration(media: MediaInfo?, measurements: MeasurementSet?) -> Double? {
        let decoded = [measurements?.summary.videoEnd, measurements?.summary.audioEnd].compactMap(\.self).max()
        return decoded ?? media?.duration
    }
}

/// Turns measurements into findings: pure, so that another rubric judges again without a decode.
package protocol Rule: Sendable {
    /// The codes it may give.
    var codes: [FindingCode] { get }

    /// The findings in order of code, then time; none where what it needs was not measured.
    func findings(in recording: Recording, by rubric: Rubric) -> [Finding]
}
