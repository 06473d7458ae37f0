/// The stable name of a fault. People script against these.
package struct FindingCode: RawRepresentable, Sendable, Codable, Hashable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

extension FindingCode {
    package static let containerUnreadable = FindingCode("container.unreadable")
    package static let containerTruncated = FindingCode("container.truncated")
    package static let containerCorrupt = FindingCode("container.corrupt")
    package static let containerSlowStart = FindingCode("container.slow-start")

    package static let videoMissing = FindingCode("video.missing")
    package static let videoResolutionLow = FindingCode("video.resolution.low")
    package static let videoAspectPortrait = FindingCode("video.aspect.portrait")
    package static let videoFrameRateLow = FindingCode("video.framerate.low")
    package static let videoFrameRateVariable = FindingCode("video.framerate.variable")
    package static let videoTimestampsGap = FindingCode("video.timestamps.gap")
    package static let durationMismatch = FindingCode("av.duration.mismatch")
    package static let startOffset = FindingCode("av.start.offset")

    package static let videoBlack = FindingCode("video.black")
    package static let videoFrozen = FindingCode("video.frozen")
    package static let videoStaticLong = FindingCode("video.static.long")
    package static let videoBlurred = FindingCode("video.blurred")
    package static let videoUnderexposed = FindingCode("video.underexposed")
    package static let videoOverexposed = FindingCode("video.overexposed")
    package static let videoContrastLow = FindingCode("video.contrast.low")
    package static let videoBlocky = FindingCode("video.blocky")
    package static let videoNoisy = FindingCode("video.noisy")
    package static let videoInterlaced = FindingCode("video.interlaced")
    package static let videoLetterboxed = FindingCode("video.letterboxed")
    package static let videoFlashing = FindingCode("video.flashing")
    package static let videoShaky = FindingCode("video.shaky")

    package static let audioMissing = FindingCode("audio.missing")
    package static let audioSilent = FindingCode("audio.silent")
    package static let audioSilence = FindingCode("audio.silence")
    package static let audioDropout = FindingCode("audio.dropout")
    package static let audioLoudnessLow = FindingCode("audio.loudness.low")
    package static let audioLoudnessHigh = FindingCode("audio.loudness.high")
    package static let audioLoudnessUneven = FindingCode("audio.loudness.uneven")
    package static let audioTruePeak = FindingCode("audio.truepeak")
    package static let audioClipping = FindingCode("audio.clipping")
    package static let audioChannelDead = FindingCode("audio.channel.dead")
    package static let audioChannelImbalance = FindingCode("audio.channel.imbalance")
    package static let audioPhaseInverted = FindingCode("audio.phase.inverted")
    package static let audioNoise = FindingCode("audio.noise")
    package static let audioHum = FindingCode("audio.hum")
    package static let audioBandwidthNarrow = FindingCode("audio.bandwidth.narrow")
    package static let audioDCOffset = FindingCode("audio.dc-offset")
    package static let audioPhoneInaudible = FindingCode("audio.phone.inaudible")

    package static let speechMissing = FindingCode("speech.missing")
    package static let speechPauseLong = FindingCode("speech.pause.long")
    package static let speechPaceFast = FindingCode("speech.pace.fast")
    package static let speechPaceSlow = FindingCode("speech.pace.slow")
    package static let speechFillers = FindingCode("speech.fillers")
}
