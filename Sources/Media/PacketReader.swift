import CLibAV
import ReviewModel

/// Reads the packets of an input in order.
final class PacketReader {
    private let input: OpenInput
    private var packet: UnsafeMutablePointer<AVPacket>?
    private var hasFailed = false
    /// The streams whose last packet was cut off.
    private var cutStreams: Set<Int32> = []
    private var clock: ClockContinuity?

    /// Reading ended before the end of the file, or the last packet of a stream was cut off.
    var endedEarly: Bool { hasFailed || !cutStreams.isEmpty }

    /// The step of the container's clock in front of the last packet that was given; it is levelled out.
    var jump: ClockJump? { clock?.jump }

    init(_ input: OpenInput) throws {
        self.input = input
        clock = ClockContinuity.isNeeded(for: input.format) ? ClockContinuity() : nil
        packet = av_packet_alloc()
        guard packet != nil else { throw ChildFailure(.limit, "Out of memory.") }
    }

    deinit {
        av_packet_free(&packet)
    }

    /// The next packet, good until the next call; nil at the end.
    func next() throws -> UnsafeMutablePointer<AVPacket>? {
        guard let packet else { return nil }
        av_packet_unref(packet)
        // "Again" is for live input; a file that says so for ever is at its end.
        for _ in 0..<1000 {
            let status = av_read_frame(input.format, packet)
            if status >= 0 {
                note(packet)
                if let stream = input.format.pointee.streams[Int(packet.pointee.stream_index)] {
                    clock?.correct(packet, in: stream, origin: input.origin)
                }
                return packet
            }
            if status == lectern_error_again { continue }
            if status == lectern_error_no_memory { throw AVFailure.failure(status, .limit, "") }
            if status != lectern_error_eof || input.io.failed { hasFailed = true }
            return nil
        }
        hasFailed = true
        return nil
    }

    /// Remembers whether the packet is cut off. A piece of plain samples is as good as a longer one; a file of unknown length ends with such a piece.
    private func note(_ packet: UnsafeMutablePointer<AVPacket>) {
        let index = packet.pointee.stream_index
        guard packet.pointee.flags & AV_PKT_FLAG_CORRUPT != 0 else {
            cutStreams.remove(index)
            return
        }
        let codec = input.format.pointee.streams[Int(index)]?.pointee.codecpar.pointee.codec_id ?? AV_CODEC_ID_NONE
        if (AV_CODEC_ID_PCM_S16LE.rawValue..<AV_CODEC_ID_ADPCM_IMA_QT.rawValue).contains(codec.rawValue) {
            packet.pointee.flags &= ~AV_PKT_FLAG_CORRUPT
        } else {
            cutStreams.insert(index)
        }
    }
}
