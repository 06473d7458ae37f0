package import ReviewModel

/// Every case there is, drawn from one seed.
package struct Suite: Sendable {
    package let seed: UInt64
    package let cases: [Case]

    package static let standardSeed: UInt64 = 20_261_122

    package init(seed: UInt64 = Suite.standardSeed) {
        self.seed = seed
        let faults = Faults(seed: seed)
        cases =
            faults.container + faults.streams + faults.timing + faults.interruptions + faults.exposure + faults.coding + faults.motion
            + faults.flashing + faults.signal + faults.loudness + faults.distortion + faults.channels + faults.tone
            + NeverFlagged.cases + Base.cleanCases + References.cases
    }

    /// The codes of the three tables: what is measured of the container, the picture and the sound.
    package static let codes: [FindingCode] = [
        .containerUnreadable, .containerTruncated, .containerCorrupt, .containerSlowStart, .videoMissing, .audioMissing, .videoResolutionLow,
        .videoAspectPortrait, .videoFrameRateLow, .videoFrameRateVariable, .videoTimestampsGap, .durationMismatch, .startOffset,
        .videoBlack, .videoFrozen, .videoStaticLong, .videoBlurred, .videoUnderexposed, .videoOverexposed, .videoContrastLow, .videoBlocky,
        .videoNoisy, .videoInterlaced, .videoLetterboxed, .videoFlashing, .videoShaky,
        .audioSilent, .audioSilence, .audioDropout, .audioLoudnessLow, .audioLoudnessHigh, .audioLoudnessUneven, .audioTruePeak,
        .audioClipping, .audioChannelDead, .audioChannelImbalance, .audioPhaseInverted, .audioNoise, .audioHum, .audioBandwidthNarrow,
        .audioDCOffset, .audioPhoneInaudible,
    ]
}
