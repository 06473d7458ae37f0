import CLibAV
package import Detection
package import ReviewModel

/// One pass over a recording: demultiplexed once, decoded once, measured on the way.
package struct Inspection {
    private let input: OpenInput
    private let pictures: PictureStream?
    private let sound: SoundStream?
    private var meter: SoundMeter
    private let costs: CostLedger
    private var damage = DamageMeter()

    /// - Parameters:
    ///   - threads: decoding threads for the picture.
    ///   - depth: a quick look leaves out pictures; what it did not see is in the measurements.
    ///   - costs: what the time is booked in.
    /// - Throws: `ChildFailure` with code `noStream` when there is neither picture nor sound.
    package init(_ input: OpenInput, threads: Int = 1, depth: Depth = .full, costs: CostLedger = CostLedger()) throws {
        guard input.video != nil || input.audio != nil else {
            throw ChildFailure(.noStream, "The file has neither picture nor sound.")
        }
        self.input = input
        self.costs = costs
        meter = SoundMeter(costs: costs)
        input.select(input.video, input.audio)
        pictures = try input.video.map { try PictureStream($0, of: input, threads: threads, depth: depth, costs: costs) }
        sound = try input.audio.map { try SoundStream($0, of: input) }
    }

    /// Decodes everything.
    ///
    /// - Parameter progress: called after every packet with the seconds of media that are done.
    package mutating func run(progress: (_ mediaTime: Double) -> Void) throws -> MeasurementSet {
        let packets = try PacketReader(input)
        while let packet = try costs.book(.demux, packets.next) {
            if let jump = packets.jump { pictures?.jumped(jump) }
            try take(packet, stream: packet.pointee.stream_index)
            progress(mediaTime)
        }
        try take(nil, stream: input.video?.pointee.index)
        try take(nil, stream: input.audio?.pointee.index)
        return measurements(endedEarly: packets.endedEarly)
    }

    /// Decodes a packet, or what a stream's decoder holds back.
    private mutating func take(_ packet: UnsafeMutablePointer<AVPacket>?, stream: Int32?) throws {
        if stream == input.video?.pointee.index, let pictures {
            if try pictures.decode(packet) || Self.isDamaged(packet) { damage.push(at: time(of: packet, in: input.video) ?? pictures.end ?? 0) }
        } else if stream == input.audio?.pointee.index, let sound {
            let isLead = sound.end == nil && ClockContinuity.isNeeded(for: input.format)
            let damaged = try costs.book(.decodeSound) { try sound.decode(packet) { piece in costs.book(.rest) { meter.take(piece) } } }
            // A recording off the air begins anywhere, also within a packet.
            if !isLead, damaged || Self.isDamaged(packet) { damage.push(at: time(of: packet, in: input.audio) ?? sound.end ?? 0) }
        }
    }

    /// The demuxer already knows that bytes of the packet are lost.
    private static func isDamaged(_ packet: UnsafeMutablePointer<AVPacket>?) -> Bool {
        (packet?.pointee.flags ?? 0) & AV_PKT_FLAG_CORRUPT != 0
    }

    private func time(of packet: UnsafeMutablePointer<AVPacket>?, in stream: UnsafeMutablePointer<AVStream>?) -> Double? {
        guard let packet = packet?.pointee, let stream else { return nil }
        return (input.time(packet.pts, in: stream) ?? input.time(packet.dts, in: stream)).map { max(0, $0) }
    }

    private var mediaTime: Double {
        max(pictures?.end ?? 0, sound?.end ?? 0)
    }

    private mutating func measurements(endedEarly: Bool) -> MeasurementSet {
        var set = MeasurementSet()
        pictures?.finish(into: &set)
        meter.finish(into: &set)
        set.summary.audioEnd = sound?.end
        set.summary.decodeErrors = damage.count
        set.summary.endedEarly = endedEarly || isCutOff
        set.events += damage.events
        set.events.sort { $0.start < $1.start }
        return set
    }

    private var isCutOff: Bool {
        FileEnd(size: input.file.bytes, read: input.file.bytes(at:count:)).isCutOff(String(cString: input.format.pointee.iformat.pointee.name))
    }
}
