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
    package static let videoBlack = FindingCode("video.black")
    package static let videoFrozen = FindingCode("video.frozen")

    package static let audioMissing = FindingCode("audio.missing")
    package static let audioSilent = FindingCode("audio.silent")
    package static let audioSilence = FindingCode("audio.silence")
    package static let audioLoudnessLow = FindingCode("audio.loudness.low")
    package static let audioLoudnessHigh = FindingCode("audio.loudness.high")
    package static let audioTruePeak = FindingCode("audio.truepeak")
    package static let audioClipping = FindingCode("audio.clipping")
    package static let audioChannelDead = FindingCode("audio.channel.dead")

    package static let speechMissing = FindingCode("speech.missing")
    package static let speechPauseLong = FindingCode("speech.pause.long")
    package static let speechPaceFast = FindingCode("speech.pace.fast")
    package static let speechPaceSlow = FindingCode("speech.pace.slow")
    package static let speechFillers = FindingCode("speech.fillers")
}
