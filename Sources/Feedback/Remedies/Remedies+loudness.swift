import ReviewModel

/// How loud the recording is as a whole.
extension Remedies {
    static let loudness: [FindingCode: Choice] = [
        .audioLoudnessLow: { at in
            Remedy(
                .edit, minutes: 3,
                repair: at.gain.map {
                    .sound("volume=\(Printed.plain($0, 1))dB,\(FFmpegCommand.limiter(below: at.safePeak))", named: "louder")
                })
        },
        .audioLoudnessHigh: { at in
            Remedy(.edit, minutes: 3, repair: at.gain.map { .sound("volume=\(Printed.plain($0, 1))dB", named: "softer") })
        },
    ]
}

extension Circumstances {
    /// The decibels from the measured loudness to the target.
    var gain: Double? { fact("gain") ?? measured.map { rubric[.loudnessTarget] - $0 } }
}
