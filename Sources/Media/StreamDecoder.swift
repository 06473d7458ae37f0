import CLibAV
import ReviewModel

/// Decodes the packets of one stream.
final class StreamDecoder {
    let stream: UnsafeMutablePointer<AVStream>
    private var context: UnsafeMutablePointer<AVCodecContext>?
    private var frame: UnsafeMutablePointer<AVFrame>?
    private let memory = PictureMemory()
    private let isServed: Bool

    /// - Parameter threads: decoding threads; one costs the least processor time.
    init(_ stream: UnsafeMutablePointer<AVStream>, threads: Int = 1) throws {
        self.stream = stream
        isServed = threads == 1
        let parameters = stream.pointee.codecpar
        guard let codec = avcodec_find_decoder(stream.pointee.codecpar.pointee.codec_id) else {
            let name = String(cString: avcodec_get_name(stream.pointee.codecpar.pointee.codec_id))
            throw ChildFailure(.refused, "The recording uses the codec “\(name)”, which cannot be decoded here.")
        }
        context = avcodec_alloc_context3(codec)
        frame = av_frame_alloc()
        guard let context, frame != nil else { throw ChildFailure(.limit, "Out of memory.") }
        var status = avcodec_parameters_to_context(context, parameters)
        context.pointee.pkt_timebase = stream.pointee.time_base
        context.pointee.thread_count = Int32(threads)
        context.pointee.max_pixels = Bounds.pixels
        // Damaged pictures come out as a player shows them, and are marked.
        context.pointee.flags |= AV_CODEC_FLAG_OUTPUT_CORRUPT
        if isServed {
            memory.serve(context)
            // Without this libavcodec warns of memory that only one thread may ask for.
            context.pointee.thread_type = FF_THREAD_SLICE
        }
        if status >= 0 { status = avcodec_open2(context, codec, nil) }
        guard status >= 0 else {
            throw AVFailure.failure(status, .unreadable, "The decoder “\(String(cString: codec.pointee.name))” does not take this stream")
        }
    }

    deinit {
        av_frame_free(&frame)
        avcodec_free_context(&context)
    }

    /// Decodes one packet, or what is left at the end of the stream when there is none, and gives every frame that comes out.
    ///
    /// - Returns: whether the packet or a frame of it was damaged.
    func decode(_ packet: UnsafeMutablePointer<AVPacket>?, use: (UnsafeMutablePointer<AVFrame>) throws -> Void) throws -> Bool {
        guard let context else { return false }
        var damaged = false
        var sent = false
        while !sent {
            let status = avcodec_send_packet(context, packet)
            // "Again": frames must be taken out first; what that gives makes room.
            sent = status != lectern_error_again
            if status == lectern_error_no_memory { throw AVFailure.failure(status, .limit, "") }
            if sent, status < 0, status != lectern_error_eof { damaged = true }
            let taken = try receive(context, &damaged, use: use)
            if !sent, taken == 0 { return true }
        }
        return damaged
    }

    /// Holds on to pictures as they are begun, so that they can be seen in the order of decoding; false where that cannot be.
    func tellsBegunPictures() -> Bool {
        if isServed { memory.holdLatest() }
        return isServed
    }

    /// How many pictures have been begun.
    var begunPictures: Int { memory.begun }

    /// The picture that was begun last; whole once its packet has been decoded.
    var latestBegun: UnsafeMutablePointer<AVFrame>? { memory.latest.flatMap { $0.pointee.data.0 == nil ? nil : $0 } }

    /// How many earlier pictures one may refer to, as the stream says.
    var references: Int { Int(context?.pointee.refs ?? 0) }

    /// Leaves out the pictures of the packets that follow to which no other refers, or not.
    func leaveOutUnreferenced(_ leavesOut: Bool) {
        context?.pointee.skip_frame = leavesOut ? AVDISCARD_NONREF : AVDISCARD_DEFAULT
    }

    /// Forgets what was decoded: after a seek.
    func flush() {
        if let context { avcodec_flush_buffers(context) }
    }

    private func receive(
        _ context: UnsafeMutablePointer<AVCodecContext>, _ damaged: inout Bool, use: (UnsafeMutablePointer<AVFrame>) throws -> Void
    ) throws -> Int {
        guard let frame else { return 0 }
        var count = 0
        while true {
            let status = avcodec_receive_frame(context, frame)
            if status == lectern_error_again || status == lectern_error_eof { return count }
            if status == lectern_error_no_memory { throw AVFailure.failure(status, .limit, "") }
            guard status >= 0 else {
                damaged = true
                return count
            }
            count += 1
            if frame.pointee.flags & AV_FRAME_FLAG_CORRUPT != 0 || frame.pointee.decode_error_flags != 0 { damaged = true }
            defer { av_frame_unref(frame) }
            try use(frame)
        }
    }
}
