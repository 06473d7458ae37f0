import CLibAV
package import ReviewModel

extension OpenInput {
    /// What the recording says of itself.
    package func mediaInfo() -> MediaInfo {
        let container = String(cString: format.pointee.iformat.pointee.name)
        let isMovie = Containers.isMovie(container)
        return MediaInfo(
            container: container,
            duration: duration,
            bytes: file.bytes,
            bitRate: format.pointee.bit_rate > 0 ? format.pointee.bit_rate : nil,
            video: video.map(videoInfo),
            audio: audio.map(audioInfo),
            subtitleStreams: streams.count { $0.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_SUBTITLE },
            soundStreams: sounds.count,
            streams: streams.count,
            indexBehindMedia: isMovie ? movieLayout.indexBehindMedia : nil)
    }

    var movieLayout: MovieLayout {
        MovieLayout(size: file.bytes, read: file.bytes(at:count:))
    }

    private var streams: [UnsafeMutablePointer<AVStream>] {
        (0..<Int(format.pointee.nb_streams)).compactMap { format.pointee.streams[$0] }
    }

    private var sounds: [UnsafeMutablePointer<AVStream>] {
        streams.filter { $0.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_AUDIO }
    }

    private func videoInfo(_ stream: UnsafeMutablePointer<AVStream>) -> MediaInfo.Video {
        let parameters = stream.pointee.codecpar.pointee
        let rotation = Rotation(of: stream)
        let rate = av_q2d(stream.pointee.avg_frame_rate)
        let (width, height) = (Int(parameters.width), Int(parameters.height))
        let format = AVPixelFormat(rawValue: parameters.format)
        let shown = shownSize(stream, rotation)
        return MediaInfo.Video(
            codec: String(cString: avcodec_get_name(parameters.codec_id)),
            width: rotation.swapsSides ? height : width,
            height: rotation.swapsSides ? width : height,
            frameRate: rate.isFinite && rate > 0 ? rate : nil,
            bitRate: parameters.bit_rate > 0 ? parameters.bit_rate : nil,
            pixelFormat: av_get_pix_fmt_name(format).map { String(cString: $0) } ?? "unknown",
            bitDepth: av_pix_fmt_desc_get(format).map { Int($0.pointee.comp.0.depth) },
            colorTransfer: parameters.color_trc == AVCOL_TRC_UNSPECIFIED
                ? nil : av_color_transfer_name(parameters.color_trc).map { String(cString: $0) },
            colorRange: parameters.color_range == AVCOL_RANGE_UNSPECIFIED
                ? nil : av_color_range_name(parameters.color_range).map { String(cString: $0) },
            displayWidth: shown?.width,
            displayHeight: shown?.height,
            rotation: rotation.rawValue,
            start: time(stream.pointee.start_time, in: stream) ?? 0,
            duration: declaredDuration(stream))
    }

    /// The size in square pixels; nil where the pixels are square. The container's word counts before the codec's, as in players.
    private func shownSize(_ stream: UnsafeMutablePointer<AVStream>, _ rotation: Rotation) -> (width: Int, height: Int)? {
        let aspect = av_q2d(av_guess_sample_aspect_ratio(format, stream, nil))
        guard let aspect = PixelShape.width(aspect), aspect != 1 else { return nil }
        let parameters = stream.pointee.codecpar.pointee
        let (width, height) = (Int((Double(parameters.width) * aspect).rounded()), Int(parameters.height))
        return rotation.swapsSides ? (height, width) : (width, height)
    }

    private func audioInfo(_ stream: UnsafeMutablePointer<AVStream>) -> MediaInfo.Audio {
        let parameters = stream.pointee.codecpar.pointee
        return MediaInfo.Audio(
            position: sounds.firstIndex(of: stream),
            codec: String(cString: avcodec_get_name(parameters.codec_id)),
            sampleRate: Int(parameters.sample_rate),
            channels: Int(parameters.ch_layout.nb_channels),
            bitRate: parameters.bit_rate > 0 ? parameters.bit_rate : nil,
            start: time(stream.pointee.start_time, in: stream) ?? 0,
            duration: declaredDuration(stream))
    }

    private func declaredDuration(_ stream: UnsafeMutablePointer<AVStream>) -> Double? {
        let duration = stream.pointee.duration
        return duration == lectern_no_timestamp || duration <= 0 ? nil : Double(duration) * av_q2d(stream.pointee.time_base)
    }
}
