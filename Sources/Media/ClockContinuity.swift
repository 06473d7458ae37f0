import CLibAV

/// A step of a container's clock.
struct ClockJump {
    /// Seconds from the start of the recording, on the clock that goes on.
    var time: Double
    /// Seconds; negative when the clock ran back.
    var step: Double
}

/// Lays packets on one clock that only goes on, in containers whose own may start anew at any time (MPEG-TS, MPEG-PS, Ogg).
///
/// Recordings that were joined byte by byte and streams whose encoder was restarted have such clocks. Players and editors level the step out, as
/// `ffmpeg` does; left in, the second part of a lecture would lie on top of the first. Other containers have one clock by their nature.
struct ClockContinuity {
    /// Seconds: a stream's decoding times never run back; rounding may.
    private static let back = 0.1
    /// Seconds: a longer step ahead, of every stream at once, is another clock and not a hole.
    private static let ahead = 10.0

    /// Seconds: another stream's step is also this one's when it leads this near to where the stream is due.
    private static let near = 3.0

    /// In front of the last packet.
    private(set) var jump: ClockJump?
    private var clocks: [Int32: Clock] = [:]

    private struct Clock {
        /// Seconds that are added to the stream's times.
        var offset = 0.0
        /// When the next packet is due, by decoding time; on the clock that goes on.
        var due: Double
    }

    static func isNeeded(for format: UnsafeMutablePointer<AVFormatContext>) -> Bool {
        format.pointee.iformat.pointee.flags & AVFMT_TS_DISCONT != 0
    }

    /// Shifts the packet's times.
    mutating func correct(_ packet: UnsafeMutablePointer<AVPacket>, in stream: UnsafeMutablePointer<AVStream>, origin: Double) {
        jump = nil
        let unit = av_q2d(stream.pointee.time_base)
        guard unit > 0 else { return }
        if packet.pointee.dts != lectern_no_timestamp {
            let raw = Double(packet.pointee.dts) * unit
            follow(raw, length: Double(max(0, packet.pointee.duration)) * unit, packet.pointee.stream_index, origin)
        }
        let offset = clocks[packet.pointee.stream_index]?.offset ?? 0
        guard offset != 0 else { return }
        let ticks = Int64(exactly: (offset / unit).rounded()) ?? 0
        for time in [\AVPacket.pts, \AVPacket.dts] where packet.pointee[keyPath: time] != lectern_no_timestamp {
            packet.pointee[keyPath: time] = packet.pointee[keyPath: time].addingReportingOverflow(ticks).partialValue
        }
    }

    private mutating func follow(_ raw: Double, length: Double, _ stream: Int32, _ origin: Double) {
        var clock = clocks[stream] ?? Clock(due: raw)
        let time = raw + clock.offset
        let latest = clocks.values.map(\.due).max() ?? time
        if time < clock.due - Self.back || time > latest + Self.ahead {
            // The streams of a recording share a clock: what came apart by a step stays together after it.
            if let shared = clocks.values.map(\.offset).first(where: { $0 != clock.offset && abs(raw + $0 - clock.due) < Self.near }) {
                clock.offset = shared
            } else {
                jump = ClockJump(time: max(0, clock.due - origin), step: time - clock.due)
                clock.offset += clock.due - time
            }
        }
        clock.due = raw + clock.offset + length
        clocks[stream] = clock
    }
}
