import CLibAV
import ReviewModel

/// Reads the packets of an input in order.
final class PacketReader {
    private let input: OpenInput
    private var packet: UnsafeMutablePointer<AVPacket>?
    /// Reading ended before the end of the file, or the last packet of a stream was cut off.
    private(set) var endedEarly = false

    init(_ input: OpenInput) throws {
        self.input = input
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
                endedEarly = packet.pointee.flags & AV_PKT_FLAG_CORRUPT != 0
                return packet
            }
            if status == lectern_error_again { continue }
            if status == lectern_error_no_memory { throw AVFailure.failure(status, .limit, "") }
            if status != lectern_error_eof || input.io.failed { endedEarly = true }
            return nil
        }
        endedEarly = true
        return nil
    }
}
