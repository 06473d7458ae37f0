/// A key picture and the pictures up to the next one, as their packets tell of them: what a quick look decides by.
///
/// An encoder spends bytes where the picture changes. After the key picture of a static slide it sends next to nothing; while a camera runs it
/// sends steadily; a cut, a freeze, a flash or a new slide shows as a jump.
package struct PictureGroup {
    /// What to do with the pictures between this key picture and the next.
    package enum Plan: Equatable {
        /// Nothing moves in them: the key picture stands for all.
        case hold
        /// Something may happen in them that key pictures do not show.
        case decode
        /// They move, evenly: key pictures and a sample of such groups stand for all.
        case sample
    }

    /// Bytes of each packet in order of presentation, the key picture's first.
    private var sizes: [Int] = []
    private var times: [Double] = []

    package init() {}

    package var count: Int { sizes.count }

    /// - Parameter time: when the packet's picture is shown, seconds.
    package mutating func append(bytes: Int, time: Double) {
        sizes.append(bytes)
        times.append(time)
    }

    /// Up to this share of the key picture's bytes a packet carries no motion to speak of.
    private static let quiet = 0.015
    /// Headers alone take this many bytes.
    private static let leastQuiet = 400
    /// From this share on a packet replaces much of the picture.
    private static let jump = 0.5
    /// A cut or two jump; more may be flashes.
    private static let manyJumps = 3
    /// A change within a picture that stands still otherwise: a pointer, a blinking cursor.
    private static let stir = 0.05
    /// Seconds of quiet amid motion, or of motion amid quiet, that are worth a look.
    private static let stretch = 0.8

    /// - Parameters:
    ///   - own: how bright the key picture is.
    ///   - next: the same of the key picture that follows; nil at the end of the recording.
    ///   - hasMoved: whether that one differs from this one; see `hasMoved(_:_:range:)`.
    package func plan(own: LumaStatistics, next: LumaStatistics?, hasMoved: Bool) -> Plan {
        guard let key = sizes.first, sizes.count > 1 else { return .hold }
        let rest = sizes.dropFirst()
        let limit = max(Double(Self.leastQuiet), Self.quiet * Double(key))
        if rest.allSatisfy({ Double($0) <= max(limit, Self.stir * Double(key)) }), rest.count(where: { Double($0) > limit }) * 10 <= rest.count {
            // Beside a key picture full of detail the packets of a small inset are nothing: what it shows next tells.
            return hasMoved || next == nil && rest.contains { $0 > Self.leastQuiet } ? .decode : .hold
        }
        if rest.count(where: { Double($0) > Self.jump * Double(key) }) >= Self.manyJumps || Self.isDark(own) || next.map(Self.isDark) ?? true {
            return .decode
        }
        if let next, abs(next.mean - own.mean) > 0.1 { return .decode }
        return isUneven(limit) ? .decode : .sample
    }

    /// Whether anything in a key picture is elsewhere in the next: more than the encoder does to a picture that stands still.
    package static func hasMoved(_ before: LumaCopy, _ after: LumaCopy, range: LumaRange) -> Bool {
        guard before.width == after.width, before.height == after.height else { return true }
        return before != after && LumaDifference(before, after, range: range).cells.contains { $0 >= MotionLevels.slight }
    }

    /// Black, or so dark that it may be about to be.
    private static func isDark(_ picture: LumaStatistics) -> Bool { picture.high < 0.12 }

    /// Whether the group has a quiet stretch, or a picture that is shown, long enough to be a freeze or a slide.
    private func isUneven(_ limit: Double) -> Bool {
        var begun: Double?
        for (index, time) in times.enumerated().dropFirst() {
            // Up to this packet's time nothing was sent.
            if time - times[index - 1] >= Self.stretch { return true }
            if let begun, time - begun >= Self.stretch { return true }
            begun = Double(sizes[index]) <= limit ? begun ?? time : nil
        }
        return false
    }
}
