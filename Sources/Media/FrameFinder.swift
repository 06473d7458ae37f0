import CLibAV
import ReviewModel

/// Finds the frame on show at a time.
final class FrameFinder {
    /// A timestamp this much behind the wanted time, seconds, still is at it: containers round to milliseconds.
    private static let tolerance = 0.0015
    /// Seconds to step back when seeking has led behind the wanted frame, or to no frame at all.
    private static let steps = [0.0, 2, 10, 60]

    private let input: OpenInput
    private let decoder: StreamDecoder
    private var kept: UnsafeMutablePointer<AVFrame>?
    private var keptTime: Double?

    init(_ stream: UnsafeMutablePointer<AVStream>, of input: OpenInput) throws {
        self.input = input
        decoder = try StreamDecoder(stream)
        kept = av_frame_alloc()
        guard kept != nil else { throw ChildFailure(.limit, "Out of memory.") }
        input.select(stream)
    }

    deinit {
        av_frame_free(&kept)
    }

    /// The last frame that begins at or before `time`; good as long as the finder. Without one, the first frame there is.
    func frame(at time: Double) throws -> UnsafeMutablePointer<AVFrame> {
        let wanted = min(max(0, time), input.duration ?? Bounds.seconds)
        for step in Self.steps where wanted - step > 0 || step == 0 {
            guard seek(to: wanted - step) else { continue }
            try decode(upTo: wanted)
            if let keptTime, keptTime <= wanted + Self.tolerance { break }
        }
        if keptTime.map({ $0 > wanted + Self.tolerance }) ?? true, seek(to: 0) || keptTime == nil {
            try decode(upTo: wanted)
        }
        guard let kept, keptTime != nil else { throw ChildFailure(.unreadable, "No picture of the recording can be decoded.") }
        return kept
    }

    private func seek(to time: Double) -> Bool {
        let exact = ((time + input.origin) / av_q2d(decoder.stream.pointee.time_base)).rounded(.down)
        guard let stamp = Int64(exactly: exact), av_seek_frame(input.format, decoder.stream.pointee.index, stamp, AVSEEK_FLAG_BACKWARD) >= 0 else {
            return false
        }
        decoder.flush()
        return true
    }

    private func decode(upTo time: Double) throws {
        let packets = try PacketReader(input)
        var isFirst = true
        var isDone = false
        let take = { (frame: UnsafeMutablePointer<AVFrame>) in
            guard !isDone, let kept = self.kept else { return }
            let began = self.input.time(frame.pointee.best_effort_timestamp, in: self.decoder.stream) ?? 0
            isDone = began > time + Self.tolerance
            // The first frame after a seek is better than none.
            guard !isDone || isFirst else { return }
            isFirst = false
            av_frame_unref(kept)
            av_frame_ref(kept, frame)
            self.keptTime = began
        }
        while !isDone, let packet = try packets.next() {
            guard packet.pointee.stream_index == decoder.stream.pointee.index else { continue }
            _ = try decoder.decode(packet, use: take)
        }
        if !isDone { _ = try decoder.decode(nil, use: take) }
    }
}
