/// What a probe tells of a recording without decoding it.
package struct MediaInfo: Sendable, Codable, Hashable {
    /// libavformat's short name of the demuxer, for example `mov,mp4,m4a,3gp,3g2,mj2`.
    package var container: String
    /// Seconds as the container declares them; nil where it does not.
    package var duration: Double?
    package var bytes: Int64
    package var bitRate: Int64?
    package var video: Video?
    package var audio: Audio?
    package var subtitleStreams: Int
    /// Streams of sound, of which one is reviewed; nil where it was not counted.
    package var soundStreams: Int?
    /// How many streams there are of all kinds, those that are not reviewed included.
    package var streams: Int
    /// For MP4 and MOV: whether the index (`moov`) stands behind the media (`mdat`); nil for other containers.
    package var indexBehindMedia: Bool?

    package init(
        container: String, duration: Double?, bytes: Int64, bitRate: Int64? = nil, video: Video? = nil, audio: Audio? = nil,
        subtitleStreams: Int = 0, soundStreams: Int? = nil, streams: Int = 0, indexBehindMedia: Bool? = nil
    ) {
        self.container = container
        self.duration = duration
        self.bytes = bytes
        self.bitRate = bitRate
        self.video = video
        self.audio = audio
        self.subtitleStreams = subtitleStreams
        self.soundStreams = soundStreams
        self.streams = streams
        self.indexBehindMedia = indexBehindMedia
    }

    /// Whether there is something to hear and nothing to see.
    package var isSoundOnly: Bool { video == nil && audio != nil }

    package struct Video: Sendable, Codable, Hashable {
        package var codec: String
        /// Pixels as stored, turned by the rotation metadata.
        package var width: Int
        package var height: Int
        /// Pixels as a player shows them: `width` and `height` with the shape of the pixels taken into account; nil where they are square.
        package var displayWidth: Int?
        package var displayHeight: Int?
        /// Average frames a second; nil where unknown.
        package var frameRate: Double?
        package var bitRate: Int64?
        package var pixelFormat: String
        /// Bits of a sample.
        package var bitDepth: Int?
        /// libav's name of the transfer function, for example `bt709`, `smpte2084` (PQ) or `arib-std-b67` (HLG); nil where the file does not say.
        package var colorTransfer: String?
        /// libav's name of the range of codes, `tv` or `pc`; nil where the file does not say.
        package var colorRange: String?
        /// Degrees clockwise that a player turns the picture by: 0, 90, 180 or 270.
        package var rotation: Int
        /// Seconds; when this stream starts and how long it lasts, as declared.
        package var start: Double
        package var duration: Double?

        package init(
            codec: String, width: Int, height: Int, frameRate: Double?, bitRate: Int64? = nil, pixelFormat: String = "yuv420p",
            bitDepth: Int? = nil, colorTransfer: String? = nil, colorRange: String? = nil, displayWidth: Int? = nil, displayHeight: Int? = nil,
            rotation: Int = 0, start: Double = 0, duration: Double? = nil
        ) {
            self.codec = codec
            self.width = width
            self.height = height
            self.displayWidth = displayWidth
            self.displayHeight = displayHeight
            self.frameRate = frameRate
            self.bitRate = bitRate
            self.pixelFormat = pixelFormat
            self.bitDepth = bitDepth
            self.colorTransfer = colorTransfer
            self.colorRange = colorRange
            self.rotation = rotation
            self.start = start
            self.duration = duration
        }
    }

    package struct Audio: Sendable, Codable, Hashable {
        /// Which of the recording's streams of sound it is, counted from 0; nil where that was not noted.
        package var position: Int?
        package var codec: String
        /// Hertz.
        package var sampleRate: Int
        package var channels: Int
        package var bitRate: Int64?
        package var start: Double
        package var duration: Double?

        package init(
            position: Int? = nil, codec: String, sampleRate: Int, channels: Int, bitRate: Int64? = nil, start: Double = 0, duration: Double? = nil
        ) {
            self.position = position
            self.codec = codec
            self.sampleRate = sampleRate
            self.channels = channels
            self.bitRate = bitRate
            self.start = start
            self.duration = duration
        }
    }
}

extension MediaInfo.Video {
    /// Whether its transfer function is one of ITU-R BT.2100: PQ or HLG.
    package var isHighDynamicRange: Bool { ["smpte2084", "arib-std-b67"].contains(colorTransfer) }
}
