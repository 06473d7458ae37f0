import CLibAV
import Detection
import ReviewModel

/// A quick look at the pictures: decodes every key picture, and what lies between two of them where they or the sizes of the packets give a
/// reason to.
///
/// A group is judged when the key picture after it is there, so one is always held back.
final class PictureSkim {
    typealias Use = (_ frame: UnsafeMutablePointer<AVFrame>, _ follows: Bool) throws -> Void

    /// Of groups that move evenly, one in this many is decoded.
    private static let sampleEvery = 5

    /// The stretches of moving picture that stand on a key picture alone.
    private(set) var unseen: [TimeRange] = []

    private let decoder: StreamDecoder
    private let input: OpenInput
    private let reducer = PictureReducer(.none)
    private var group = PacketGroup()
    /// The key picture of the group, decoded.
    private var key: UnsafeMutablePointer<AVFrame>?
    private var keyStatistics: LumaStatistics?
    private var moving = 0
    /// Whether the picture that was measured last comes right before the group.
    private var follows = true

    init(_ decoder: StreamDecoder, of input: OpenInput) throws {
        self.decoder = decoder
        self.input = input
    }

    deinit {
        av_frame_free(&key)
    }

    /// Takes the next packet, or the end of the stream when there is none.
    ///
    /// - Parameters:
    ///   - pass: is told when each picture is shown that is not decoded.
    /// - Returns: whether what was decoded was damaged.
    func take(_ packet: UnsafeMutablePointer<AVPacket>?, use: Use, pass: (Double) -> Void) throws -> Bool {
        guard let packet else { return try close(next: nil, use, pass) }
        guard packet.pointee.flags & AV_PKT_FLAG_KEY != 0 || group.isFull || group.isEmpty else {
            try group.append(packet)
            return false
        }
        var next = try decodeKey(packet)
        let brightness = try next.map { try statistics(of: $0) }
        let damaged = try close(next: brightness, use, pass)
        av_frame_free(&key)
        key = next
        next = nil
        keyStatistics = brightness
        try group.append(packet)
        return damaged
    }

    /// Decodes a packet alone; nil where it gives no picture.
    private func decodeKey(_ packet: UnsafeMutablePointer<AVPacket>) throws -> UnsafeMutablePointer<AVFrame>? {
        decoder.flush()
        var found: UnsafeMutablePointer<AVFrame>?
        let keep = { (frame: UnsafeMutablePointer<AVFrame>) in
            if found == nil { found = av_frame_clone(frame) }
        }
        _ = try decoder.decode(packet, use: keep)
        _ = try decoder.decode(nil, use: keep)
        decoder.flush()
        return found
    }

    private func statistics(of frame: UnsafeMutablePointer<AVFrame>) throws -> LumaStatistics {
        try reducer.reduce(frame)
        return LumaStatistics(of: reducer.copy, range: reducer.range)
    }

    /// Ends the group.
    private func close(next: LumaStatistics?, _ use: Use, _ pass: (Double) -> Void) throws -> Bool {
        guard !group.isEmpty else { return false }
        defer { group.clear() }
        let times = group.packets.map(time)
        guard let key, let keyStatistics, !times.contains(nil) else { return try decodeAll(use) }
        let shown = zip(group.packets, times).map { (bytes: Int($0.pointee.size), time: $1 ?? 0) }.sorted { $0.time < $1.time }
        var picture = PictureGroup()
        shown.forEach { picture.append(bytes: $0.bytes, time: $0.time) }
        switch picture.plan(own: keyStatistics, next: next) {
        case .decode: return try decodeAll(use)
        case .sample:
            moving += 1
            if moving % Self.sampleEvery == 1 { return try decodeAll(use) }
            if let first = shown.first, let last = shown.last { unseen.append(TimeRange(start: first.time, end: last.time)) }
            try use(key, follows)
            follows = false
        case .hold:
            try use(key, follows)
            follows = true
        }
        shown.dropFirst().forEach { pass($0.time) }
        return false
    }

    private func decodeAll(_ use: Use) throws -> Bool {
        decoder.flush()
        var damaged = false
        var isFirst = true
        let measure = { (frame: UnsafeMutablePointer<AVFrame>) in
            try use(frame, self.follows || !isFirst)
            isFirst = false
        }
        for packet in group.packets { damaged = try decoder.decode(packet, use: measure) || damaged }
        damaged = try decoder.decode(nil, use: measure) || damaged
        decoder.flush()
        follows = true
        return damaged
    }

    private func time(_ packet: UnsafeMutablePointer<AVPacket>) -> Double? {
        input.time(packet.pointee.pts, in: decoder.stream)
    }
}
