import CLibAV

/// Decodes the pictures of a stream, but for those that say no more than "as before", and hands all of them over.
///
/// Half the pictures of a static slide are such: no other picture refers to them, and their packets hold little beside a header. Where all that they
/// could refer to has stood still, what they show is known; the last picture is handed over again with their time. What such a packet could still
/// hold, a few blocks of one picture between two that are the same, is no slide and no fault.
final class PictureDecoder {
    private let decoder: StreamDecoder
    /// Bytes of a picture without any change, at the most; nil where none is left out.
    private let leastBytes: Int?
    /// The picture that was begun last, in the order of decoding.
    private let reference = LastPicture()
    /// Pictures one after the other, in the order of decoding, that show the same; below 0 after damage.
    private var still = 0
    /// What was left out and not handed over yet, in order of time.
    private var waiting: [Moment] = []
    /// The picture that was handed over last, and the same with the time of one that was left out.
    private var shown = av_frame_alloc()
    private var repeated = av_frame_alloc()

    /// In units of the stream's time base.
    private struct Moment {
        var timestamp: Int64
        var duration: Int64
    }

    /// Decoders that leave out a picture that no other refers to when they are told to, packet by packet.
    ///
    /// A picture without any change takes them a header and, by arithmetic coding, a bit for many blocks of 16 samples a side: x264 sends 37 bytes for
    /// 720p and 68 for 1080p, x265, which tells more in advance, 80 and 128.
    private static let codecs = [
        AV_CODEC_ID_H264.rawValue: (header: 24, blocksPerByte: 128), AV_CODEC_ID_HEVC.rawValue: (header: 48, blocksPerByte: 96),
    ]
    /// Pictures that stand still have packets of up to this many times that.
    private static let stillReach = 8
    private static let leastStill = 8
    /// A damaged packet may look like an empty one: for this many pictures after damage all are decoded.
    private static let wary = 500

    /// - Parameter isAllowed: whether pictures may be left out at all.
    init(_ decoder: StreamDecoder, of input: OpenInput, isAllowed: Bool) {
        self.decoder = decoder
        let parameters = decoder.stream.pointee.codecpar.pointee
        // Where the container's clock may jump, what is left out could not be laid on it in its place.
        guard isAllowed, !ClockContinuity.isNeeded(for: input.format), let codec = Self.codecs[parameters.codec_id.rawValue],
            decoder.tellsBegunPictures()
        else {
            leastBytes = nil
            return
        }
        leastBytes = codec.header + Int(parameters.width) * Int(parameters.height) / (256 * codec.blocksPerByte)
    }

    deinit {
        av_frame_free(&shown)
        av_frame_free(&repeated)
    }

    /// Decodes a packet, or what is held back at the end when there is none.
    ///
    /// - Returns: whether the packet was damaged.
    func decode(_ packet: UnsafeMutablePointer<AVPacket>?, use: (UnsafeMutablePointer<AVFrame>) throws -> Void) throws -> Bool {
        guard let leastBytes else { return try decoder.decode(packet, use: use) }
        let isRepetition = packet.map { saysAsBefore($0, leastBytes) } ?? false
        decoder.leaveOutUnreferenced(isRepetition)
        let begun = decoder.begunPictures
        let damaged = try decoder.decode(packet) { try show($0, use: use) }
        if damaged { still = -Self.wary }
        if let packet {
            if decoder.begunPictures != begun {
                compare(packet, leastBytes)
            } else if isRepetition, !damaged {
                leaveOut(packet)
            }
        } else {
            try showWaiting(before: .max, use: use)
        }
        return damaged
    }

    private func saysAsBefore(_ packet: UnsafeMutablePointer<AVPacket>, _ leastBytes: Int) -> Bool {
        guard let shown, shown.pointee.data.0 != nil, shown.pointee.interlaced_frame == 0 else { return false }
        return Int(packet.pointee.size) <= leastBytes && still >= max(Self.leastStill, 2 * decoder.references + 2)
            && packet.pointee.flags & (AV_PKT_FLAG_KEY | AV_PKT_FLAG_CORRUPT) == 0 && packet.pointee.pts != lectern_no_timestamp
            && packet.pointee.pts > shown.pointee.best_effort_timestamp
    }

    /// Looks whether the picture that was just decoded shows what the one before it does.
    private func compare(_ packet: UnsafeMutablePointer<AVPacket>, _ leastBytes: Int) {
        guard let latest = decoder.latestBegun, Int(packet.pointee.size) <= Self.stillReach * leastBytes else {
            still = min(still, 0)
            reference.release()
            return
        }
        if reference.isRepeated(by: latest) { still += 1 } else { still = min(still, 0) }
        reference.hold(latest)
    }

    private func leaveOut(_ packet: UnsafeMutablePointer<AVPacket>) {
        let moment = Moment(timestamp: packet.pointee.pts, duration: packet.pointee.duration)
        waiting.insert(moment, at: waiting.firstIndex { $0.timestamp > moment.timestamp } ?? waiting.endIndex)
    }

    private func show(_ frame: UnsafeMutablePointer<AVFrame>, use: (UnsafeMutablePointer<AVFrame>) throws -> Void) throws {
        let time = frame.pointee.best_effort_timestamp
        try showWaiting(before: time == lectern_no_timestamp ? .max : time, use: use)
        if let shown {
            av_frame_unref(shown)
            if av_frame_ref(shown, frame) < 0 { av_frame_unref(shown) }
        }
        try use(frame)
    }

    private func showWaiting(before end: Int64, use: (UnsafeMutablePointer<AVFrame>) throws -> Void) throws {
        guard let shown, let repeated else { return }
        while let next = waiting.first, next.timestamp < end {
            waiting.removeFirst()
            guard av_frame_ref(repeated, shown) >= 0 else { continue }
            defer { av_frame_unref(repeated) }
            repeated.pointee.pts = next.timestamp
            repeated.pointee.best_effort_timestamp = next.timestamp
            lectern_set_frame_duration(repeated, next.duration)
            try use(repeated)
        }
    }
}
