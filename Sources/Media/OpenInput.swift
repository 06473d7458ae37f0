import CLibAV
import ReviewModel

/// A recording whose container is open and whose streams are known.
///
/// Opened over a descriptor with every way to another file or address closed: custom I/O, nested opens refused, real containers only.
package final class OpenInput {
    let file: InputFile
    let io: FileIO
    let format: UnsafeMutablePointer<AVFormatContext>
    /// The best stream of each kind, by libav's rules: default disposition, then size and bit rate. A cover picture is not video.
    let video: UnsafeMutablePointer<AVStream>?
    let audio: UnsafeMutablePointer<AVStream>?

    /// Opens the container and finds its streams. Call it only in a process that is locked down.
    ///
    /// - Throws: `ChildFailure` with code `unreadable` or `refused`.
    package init(_ file: InputFile) throws {
        self.file = file
        io = try FileIO(file)
        format = try Self.open(io, file)
        var opened: UnsafeMutablePointer<AVFormatContext>? = format
        do {
            try Self.checkSizes(format)
            try Self.findStreams(format)
            try Self.checkSizes(format)
        } catch {
            avformat_close_input(&opened)
            throw error
        }
        video = Self.bestVideo(format)
        audio = Self.best(format, AVMEDIA_TYPE_AUDIO)
    }

    deinit {
        var opened: UnsafeMutablePointer<AVFormatContext>? = format
        avformat_close_input(&opened)
    }

    /// Container and first look at the bytes, under a whitelist.
    private static func open(_ io: FileIO, _ file: InputFile) throws -> UnsafeMutablePointer<AVFormatContext> {
        let demuxer = try recognise(io)
        guard var context = avformat_alloc_context() else { throw ChildFailure(.limit, "Out of memory.") }
        context.pointee.pb = io.context
        context.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
        lectern_refuse_nested_opens(context)
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        av_dict_set(&options, "format_whitelist", Containers.whitelist, 0)
        av_dict_set(&options, "protocol_whitelist", "none", 0)
        av_dict_set_int(&options, "max_streams", Int64(Bounds.streams), 0)
        av_dict_set_int(&options, "probesize", Bounds.probeBytes, 0)
        av_dict_set_int(&options, "analyzeduration", Bounds.probeDuration, 0)
        var opened: UnsafeMutablePointer<AVFormatContext>? = context
        // On failure the call frees the context itself.
        let status = avformat_open_input(&opened, nil, demuxer, &options)
        guard status >= 0, let result = opened else {
            throw AVFailure.failure(status, .unreadable, explanation(demuxer, file))
        }
        context = result
        return context
    }

    /// The demuxer that fits the bytes; the file's name plays no part.
    private static func recognise(_ io: FileIO) throws -> UnsafePointer<AVInputFormat> {
        var demuxer: UnsafePointer<AVInputFormat>?
        let status = av_probe_input_buffer2(io.context, &demuxer, "", nil, 0, 0)
        guard !io.failed else { throw ChildFailure(.io, "The file could not be read.") }
        guard status >= 0, let demuxer else {
            throw AVFailure.failure(status, .unreadable, "This is not a video or sound recording that can be recognised")
        }
        guard Containers.accepts(demuxer) else {
            let name = String(cString: demuxer.pointee.name)
            throw ChildFailure(
                .refused,
                "Files of the kind “\(name)” are not accepted. Upload the recording itself, for example as MP4, MOV, MKV, WebM, MP3 or WAV.")
        }
        return demuxer
    }

    /// Why a container of a known kind does not open.
    private static func explanation(_ demuxer: UnsafePointer<AVInputFormat>, _ file: InputFile) -> String {
        if Containers.isMovie(String(cString: demuxer.pointee.name)) {
            let layout = MovieLayout(size: file.bytes, read: file.bytes(at:count:))
            if layout.index == nil {
                return "The recording is incomplete: its index (moov) is missing, as after a recording or an upload that was cut off"
            }
        }
        return "The recording is damaged: its container cannot be read"
    }

    private static func findStreams(_ format: UnsafeMutablePointer<AVFormatContext>) throws {
        let count = Int(format.pointee.nb_streams)
        var options = [OpaquePointer?](repeating: nil, count: count)
        defer {
            for index in options.indices { av_dict_free(&options[index]) }
        }
        for index in options.indices {
            av_dict_set_int(&options[index], "max_pixels", Bounds.pixels, 0)
            av_dict_set_int(&options[index], "threads", 1, 0)
        }
        let status = options.withUnsafeMutableBufferPointer { avformat_find_stream_info(format, $0.baseAddress) }
        guard status >= 0 else {
            throw AVFailure.failure(status, .unreadable, "The streams of the recording cannot be read")
        }
    }

    private static func checkSizes(_ format: UnsafeMutablePointer<AVFormatContext>) throws {
        for index in 0..<Int(format.pointee.nb_streams) {
            guard let parameters = format.pointee.streams[index]?.pointee.codecpar else { continue }
            let (width, height) = (Int64(parameters.pointee.width), Int64(parameters.pointee.height))
            guard width * height <= Bounds.pixels else {
                throw ChildFailure(.refused, "The picture is \(width)x\(height) pixels; at most 7680x4320 are accepted.")
            }
        }
    }

    private static func best(
        _ format: UnsafeMutablePointer<AVFormatContext>, _ type: AVMediaType
    ) -> UnsafeMutablePointer<AVStream>? {
        let index = av_find_best_stream(format, type, -1, -1, nil, 0)
        return index >= 0 ? format.pointee.streams[Int(index)] : nil
    }

    private static func bestVideo(_ format: UnsafeMutablePointer<AVFormatContext>) -> UnsafeMutablePointer<AVStream>? {
        let isCover = { (stream: UnsafeMutablePointer<AVStream>) in stream.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC != 0 }
        guard let stream = best(format, AVMEDIA_TYPE_VIDEO) else { return nil }
        guard isCover(stream) else { return stream }
        return (0..<Int(format.pointee.nb_streams)).lazy
            .compactMap { format.pointee.streams[$0] }
            .first { $0.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_VIDEO && !isCover($0) }
    }
}
