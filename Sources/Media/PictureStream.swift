import CLibAV
import Detection
import ReviewModel

/// Decodes the pictures of a stream and measures each.
final class PictureStream {
    private let input: OpenInput
    private let decoder: StreamDecoder
    private let pictures: PictureDecoder
    private let skim: PictureSkim?
    private let reducer: PictureReducer
    private var meter: PictureMeter
    private let costs: CostLedger
    private var timestamps = TimestampMeter()
    private var intervals = IntervalMeter()
    private var times: (first: Double, last: Double, end: Double)?
    private(set) var frames = 0
    /// Packets to pass over until the first that can be decoded by itself.
    private var lead: Int

    /// No stream has a key frame later than this many packets; one that says so marks none at all.
    private static let longestLead = 1000

    init(_ stream: UnsafeMutablePointer<AVStream>, of input: OpenInput, threads: Int, depth: Depth, costs: CostLedger) throws {
        self.input = input
        self.costs = costs
        meter = PictureMeter(costs: costs)
        decoder = try StreamDecoder(stream, threads: depth == .full ? threads : 1)
        pictures = PictureDecoder(decoder, of: input, isAllowed: depth == .full)
        skim = depth == .full ? nil : try PictureSkim(decoder, of: input)
        reducer = PictureReducer(Rotation(of: stream))
        // A recording off the air begins anywhere; players wait for the first whole picture.
        lead = ClockContinuity.isNeeded(for: input.format) ? Self.longestLead : 0
    }

    /// Seconds from the start of the recording to the end of the last picture; nil before the first.
    var end: Double? { times?.end }

    /// Decodes a packet, or what is held back at the end when there is none.
    ///
    /// - Returns: whether the packet was damaged.
    func decode(_ packet: UnsafeMutablePointer<AVPacket>?) throws -> Bool {
        if lead > 0, let packet, packet.pointee.flags & AV_PKT_FLAG_KEY == 0 {
            lead -= 1
            return false
        }
        lead = 0
        return try costs.book(.decodePicture) {
            guard let skim else { return try pictures.decode(packet) { try take($0) } }
            return try skim.take(packet, use: take, pass: pass)
        }
    }

    /// A picture that is not decoded is shown all the same.
    private func pass(_ time: Double, claimed: Double) throws {
        frames += 1
        guard time < Bounds.seconds, frames <= Bounds.frames else { throw ChildFailure(.limit, "The recording is longer than a day.") }
        timestamps.push(time)
        intervals.push(time)
        let shown = max(0, time, times?.last ?? 0)
        let length = length(claimed, from: shown)
        meter.pass(at: shown, duration: length)
        times = (times?.first ?? time, shown, shown + length)
    }

    /// - Parameter claimed: seconds that a picture says it lasts, 0 where it does not.
    private func length(_ claimed: Double, from shown: Double) -> Double {
        let rate = av_q2d(decoder.stream.pointee.avg_frame_rate)
        return min(claimed > 0 ? claimed : rate > 0 ? 1 / rate : 0.04, max(0, Bounds.seconds - shown))
    }

    /// - Parameter follows: the picture before it was decoded too.
    private func take(_ frame: UnsafeMutablePointer<AVFrame>, follows: Bool = true) throws {
        try costs.book(.rest) { try measure(frame, follows: follows) }
    }

    private func measure(_ frame: UnsafeMutablePointer<AVFrame>, follows: Bool) throws {
        frames += 1
        let stream = decoder.stream
        let duration = Double(lectern_frame_duration(frame)) * av_q2d(stream.pointee.time_base)
        // A picture without a timestamp follows the one before it.
        let time = input.time(frame.pointee.best_effort_timestamp, in: stream) ?? times?.end ?? 0
        guard time < Bounds.seconds, frames <= Bounds.frames else { throw ChildFailure(.limit, "The recording is longer than a day.") }
        timestamps.push(time)
        intervals.push(time)
        // Timestamps that run back are told of as events; the picture is shown when the one before it has begun.
        let shown = max(0, time, times?.last ?? 0)
        let length = length(duration, from: shown)
        try costs.book(.copy) { try reducer.reduce(frame) }
        meter.push(
            reducer.copy, range: reducer.range, planes: { self.reducer.planes(of: frame) }, hasPlanesAtHand: reducer.hasPlanes, at: shown,
            duration: length, follows: follows)
        times = (times?.first ?? time, shown, shown + length)
    }

    /// The container's clock was set anew; what follows is laid behind what came before.
    func jumped(_ jump: ClockJump) {
        timestamps.jumped(by: jump.step, at: jump.time)
    }

    /// Closes the series and adds them, the events and the whole recording's figures.
    func finish(into set: inout MeasurementSet) {
        guard let times else { return }
        let (series, motion, spans) = meter.finish()
        set.series += series + intervals.finish()
        set.motion = motion
        set.spans = spans
        set.events += meter.events + timestamps.events
        set.summary.unseen = skim?.unseen.merged(gap: 0.5)
        set.summary.frames = frames
        set.summary.videoStart = times.first
        set.summary.videoEnd = times.end
    }
}
