import CLibAV
import Detection
import ReviewModel

/// A quick look at the pictures: decodes every key picture, and what lies between two of them where they or the sizes of the packets give a
/// reason to.
///
/// A group is judged when the key picture after it is there, so one is always held back.
final class PictureSkim {
    typealias Use = (_ frame: UnsafeMutablePointer<AVFrame>, _ follows: Bool) throws -> Void
    /// Seconds: when a picture is shown, and for how long by what its packet claims.
    typealias Pass = (_ time: Double, _ claimed: Double) throws -> Void

    /// Whether packets are decoded as they come, because groups of them cannot be decoded by themselves.
    private enum Run {
        case not, toNextKey, toEnd
    }

    /// What is measured of a key picture to judge its group by.
    private struct Luma {
        var copy: LumaCopy
        var statistics: LumaStatistics
    }

    /// Of groups that move evenly, one in this many is decoded.
    private static let sampleEvery = 5
    /// From this share of the longest group's pictures on a group has as many as the encoder allows.
    private static let full = 0.9

    /// The stretches of moving picture that stand on a key picture alone.
    private(set) var unseen: [TimeRange] = []

    private let decoder: StreamDecoder
    private let input: OpenInput
    private let reducer = PictureReducer(.none)
    private var group = PacketGroup()
    /// The group before, which pictures of an open one refer to.
    private var previous = PacketGroup()
    private var run = Run.not
    /// Up to here, seconds, pictures have been handed over: those that come out of the decoder again are passed over, up to the first new one.
    private var shownUntil = -Double.infinity
    /// The key picture of the group, decoded.
    private var key: UnsafeMutablePointer<AVFrame>?
    private var keyLuma: Luma?
    private var moving = 0
    /// Pictures of the longest group so far.
    private var longest = 0
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
    func take(_ packet: UnsafeMutablePointer<AVPacket>?, use: Use, pass: Pass) throws -> Bool {
        guard let packet else { return try run == .not ? close(next: nil, use, pass) : decode(nil, use) }
        let isKey = packet.pointee.flags & AV_PKT_FLAG_KEY != 0
        var damaged = false
        if run == .toNextKey, isKey {
            damaged = try decode(nil, use)
            run = .not
        }
        var next: UnsafeMutablePointer<AVFrame>?
        defer { av_frame_free(&next) }
        if run == .not {
            run = reasonToRun(packet, isKey: isKey)
            if run == .not, isKey {
                next = try decodeKey(packet)
                if let next, !Self.isWhole(next) { run = .toEnd }
            }
            if run != .not { damaged = try catchUp(use) || damaged }
        }
        guard run == .not else { return try decode(packet, use) || damaged }
        if isKey {
            let luma = try next.map { try self.luma(of: $0) }
            damaged = try close(next: luma, use, pass) || damaged
            av_frame_free(&key)
            swap(&key, &next)
            keyLuma = luma
        }
        try group.append(packet)
        return damaged
    }

    /// Groups are decoded one by one only where each begins with a key picture, is shown after it, and fits into memory.
    private func reasonToRun(_ packet: UnsafeMutablePointer<AVPacket>, isKey: Bool) -> Run {
        guard let shown = time(packet) else { return .toEnd }
        if isKey { return .not }
        guard let key = group.packets.first, !group.isFull else { return .toNextKey }
        // An open group: its first pictures are shown before the key picture and refer to the group before.
        return time(key).map { shown < $0 } ?? false ? .toEnd : .not
    }

    /// Where the picture is refreshed bit by bit, packets are marked as keys from which it is whole only later.
    private static func isWhole(_ frame: UnsafeMutablePointer<AVFrame>) -> Bool {
        frame.pointee.key_frame != 0 || frame.pointee.pict_type == AV_PICTURE_TYPE_I
    }

    /// Brings the decoder to where packets are, handing over what is held back.
    private func catchUp(_ use: Use) throws -> Bool {
        av_frame_free(&key)
        shownUntil = previous.packets.compactMap(time).max() ?? shownUntil
        decoder.flush()
        var damaged = false
        // Damage in it has been told of, if it was looked at.
        for packet in previous.packets { _ = try decode(packet, use) }
        for packet in group.packets { damaged = try decode(packet, use) || damaged }
        previous.clear()
        group.clear()
        return damaged
    }

    private func decode(_ packet: UnsafeMutablePointer<AVPacket>?, _ use: Use) throws -> Bool {
        try decoder.decode(packet) { frame in
            if let time = input.time(frame.pointee.best_effort_timestamp, in: decoder.stream), time <= shownUntil { return }
            shownUntil = -.infinity
            try use(frame, follows)
            follows = true
        }
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

    private func luma(of frame: UnsafeMutablePointer<AVFrame>) throws -> Luma {
        try reducer.reduce(frame)
        return Luma(copy: reducer.copy, statistics: LumaStatistics(of: reducer.copy, range: reducer.range))
    }

    /// Ends the group.
    private func close(next: Luma?, _ use: Use, _ pass: Pass) throws -> Bool {
        guard !group.isEmpty else { return false }
        defer {
            swap(&previous, &group)
            group.clear()
        }
        let shown = group.packets.compactMap { packet in time(packet).map { (packet: packet, time: $0) } }.sorted { $0.time < $1.time }
        guard let key, let keyLuma, let first = shown.first, let last = shown.last else { return try decodeAll(use) }
        var picture = PictureGroup()
        shown.forEach { picture.append(bytes: Int($0.packet.pointee.size), time: $0.time) }
        let change = next.map { PictureGroup.change(keyLuma.copy, $0.copy, range: reducer.range) } ?? .none
        let isCutShort = Double(picture.count) < Self.full * Double(longest)
        longest = max(longest, picture.count)
        switch picture.plan(own: keyLuma.statistics, next: next?.statistics, change: change, isCutShort: isCutShort) {
        case .decode: return try decodeAll(use)
        case .sample:
            moving += 1
            if moving % Self.sampleEvery == 1 { return try decodeAll(use) }
            unseen.append(TimeRange(start: first.time, end: last.time))
            try use(key, follows)
            follows = false
        case .hold:
            try use(key, follows)
            follows = true
        }
        try shown.dropFirst().forEach { try pass($0.time, Double($0.packet.pointee.duration) * av_q2d(decoder.stream.pointee.time_base)) }
        return false
    }

    private func decodeAll(_ use: Use) throws -> Bool {
        decoder.flush()
        var damaged = false
        for packet in group.packets { damaged = try decode(packet, use) || damaged }
        damaged = try decode(nil, use) || damaged
        decoder.flush()
        return damaged
    }

    private func time(_ packet: UnsafeMutablePointer<AVPacket>) -> Double? {
        input.time(packet.pointee.pts, in: decoder.stream)
    }
}
