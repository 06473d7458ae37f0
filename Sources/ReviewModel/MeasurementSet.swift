/// Everything one decode of a recording measured. It knows no thresholds: rules and a rubric make findings of it.
package struct MeasurementSet: Sendable, Codable, Hashable {
    package var series: [Series]
    package var events: [MediaEvent]
    package var motion: MotionMap?
    /// In order of time.
    package var spans: [PictureSpan]
    package var summary: Summary

    package init(
        series: [Series] = [], events: [MediaEvent] = [], motion: MotionMap? = nil, spans: [PictureSpan] = [], summary: Summary = Summary()
    ) {
        self.series = series
        self.events = events
        self.motion = motion
        self.spans = spans
        self.summary = summary
    }

    package subscript(name: SeriesName) -> Series? {
        series.first { $0.name == name }
    }

    package func events(_ kind: MediaEvent.Kind) -> [MediaEvent] {
        events.filter { $0.kind == kind }
    }

    /// The figures that stand for the whole recording. Nil where there was nothing to measure.
    package struct Summary: Sendable, Codable, Hashable {
        /// Integrated loudness (EBU R 128), LUFS. A mono stream is counted as heard from two speakers.
        package var integratedLoudness: Double?
        /// Loudness range (EBU Tech 3342), LU.
        package var loudnessRange: Double?
        /// The highest loudness over 400 ms and over 3 s (EBU Tech 3341), LUFS.
        package var highestMomentary: Double?
        package var highestShortTerm: Double?
        /// The highest true peak of all channels, dBTP.
        package var truePeak: Double?
        /// Integrated loudness as one phone speaker plays it, all channels mixed into it, LUFS; -70 where nothing is left.
        package var phoneLoudness: Double?
        /// The mean of each sound channel, full scale is 1.
        package var offsets: [Double]?
        /// The number of sound channels that were decoded.
        package var channels: Int?
        /// Seconds from the start of the recording to the end of the last decoded picture and sample.
        package var videoEnd: Double?
        package var audioEnd: Double?
        package var videoStart: Double?
        package var audioStart: Double?
        /// Pictures shown; in a quick look also those that were not decoded.
        package var frames: Int = 0
        /// Packets that could not be decoded.
        package var decodeErrors: Int = 0
        /// The container's packets ended in the middle of one, or reading them failed before their end.
        package var endedEarly: Bool = false

        /// Where the picture moved but was not decoded: key pictures alone stand for these stretches. Nil after a full look.
        package var unseen: [TimeRange]?

        package init() {}
    }
}
