import CLibAV
import Foundation
import ReviewModel

/// Writes a picture as JPEG with libavcodec.
enum JPEGEncoder {
    /// The encoder's quantiser, 1 (best) to 31: text in a slide stays clean.
    private static let quantiser: Int32 = 3

    static func encode(_ picture: ShownPicture) throws -> Data {
        guard let frame = picture.frame, let codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG) else {
            throw ChildFailure(.dependency, "libavcodec has no JPEG encoder.")
        }
        var context = avcodec_alloc_context3(codec)
        var packet = av_packet_alloc()
        defer {
            avcodec_free_context(&context)
            av_packet_free(&packet)
        }
        guard let context, let packet else { throw ChildFailure(.limit, "Out of memory.") }
        context.pointee.width = frame.pointee.width
        context.pointee.height = frame.pointee.height
        context.pointee.pix_fmt = AV_PIX_FMT_YUV420P
        context.pointee.color_range = AVCOL_RANGE_JPEG
        context.pointee.time_base = AVRational(num: 1, den: 25)
        context.pointee.flags |= AV_CODEC_FLAG_QSCALE
        context.pointee.global_quality = quantiser * FF_QP2LAMBDA
        context.pointee.thread_count = 1
        frame.pointee.quality = context.pointee.global_quality
        frame.pointee.pts = 0
        var status = avcodec_open2(context, codec, nil)
        if status >= 0 { status = avcodec_send_frame(context, frame) }
        if status >= 0 { status = avcodec_send_frame(context, nil) }
        if status >= 0 { status = avcodec_receive_packet(context, packet) }
        guard status >= 0 else { throw AVFailure.failure(status, .internal, "The picture could not be written as JPEG") }
        return Data(bytes: packet.pointee.data, count: Int(packet.pointee.size))
    }
}
