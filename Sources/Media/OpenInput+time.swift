import CLibAV

extension OpenInput {
    /// Seconds that the container's clock shows at the start of the recording; every time is counted from here.
    var origin: Double {
        let start = format.pointee.start_time
        return start == lectern_no_timestamp ? 0 : Double(start) / Double(AV_TIME_BASE)
    }

    /// Seconds from the start of the recording to its end, as the container declares them. A guess from the bit rate is no declaration.
    package var duration: Double? {
        guard format.pointee.duration != lectern_no_timestamp, format.pointee.duration_estimation_method != AVFMT_DURATION_FROM_BITRATE else {
            return nil
        }
        if let end = movieEnd, end > origin { return end - origin }
        let declared = Double(format.pointee.duration) / Double(AV_TIME_BASE)
        // Matroska declares the end on its own clock, which need not begin at 0.
        let isMatroska = String(cString: format.pointee.iformat.pointee.name).contains("matroska")
        let seconds = isMatroska ? declared - max(0, origin) : declared
        return seconds > 0 ? seconds : nil
    }

    /// MP4 and MOV declare when each track begins and how long it lasts. The whole file's duration would count what stands before the first picture
    /// and sound, and tracks that are not reviewed: chapters and subtitles may go on for longer. Nil where a track does not say.
    private var movieEnd: Double? {
        guard Containers.isMovie(String(cString: format.pointee.iformat.pointee.name)) else { return nil }
        var last: Double?
        for stream in [video, audio].compactMap(\.self) {
            let (start, duration) = (stream.pointee.start_time, stream.pointee.duration)
            guard start != lectern_no_timestamp, duration != lectern_no_timestamp, duration > 0 else { return nil }
            last = max(last ?? 0, (Double(start) + Double(duration)) * av_q2d(stream.pointee.time_base))
        }
        return last
    }

    /// Seconds from the start of the recording of a stream's timestamp; nil where there is none.
    func time(_ timestamp: Int64, in stream: UnsafeMutablePointer<AVStream>) -> Double? {
        guard timestamp != lectern_no_timestamp else { return nil }
        let seconds = Double(timestamp) * av_q2d(stream.pointee.time_base) - origin
        guard seconds.isFinite else { return nil }
        // Hostile files claim times that no integer holds; within bounds, whoever counts samples or bins need not ask.
        let bounded = max(-Bounds.seconds, min(2 * Bounds.seconds, seconds))
        // To the nanosecond: the difference of two binary fractions would say 2.2e-16 for 0.
        return (bounded * 1e9).rounded() / 1e9
    }

    /// Leaves only these streams to be read; packets of the others are skipped by the demuxer.
    func select(_ streams: UnsafeMutablePointer<AVStream>?...) {
        for index in 0..<Int(format.pointee.nb_streams) {
            guard let stream = format.pointee.streams[index] else { continue }
            stream.pointee.discard = streams.contains(stream) ? AVDISCARD_DEFAULT : AVDISCARD_ALL
        }
    }
}
