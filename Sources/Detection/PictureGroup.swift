import ReviewModel

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

    /// How the next key picture differs from this one.
    package enum Change: Equatable {
        case none, some
        /// Nearly everywhere: another scene, which tells nothing of this one.
        case whole
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
    /// From this share on a packet replaces much of the picture, if others take less: where many come near it, the scene is a lively one.
    private static let jump = 0.5
    /// By so much a packet exceeds three quarters of the others then, unless these are as good as key pictures themselves.
    private static let lively = (above: 1.5, limit: 0.65)
    /// A cut or two jump; more may be flashes.
    private static let manyJumps = 3
    /// A change within a picture that stands still otherwise: a pointer, a blinking cursor.
    private static let stir = 0.05
    /// Seconds of quiet amid motion, or of motion amid quiet, that are worth a look.
    private static let stretch = 0.8
    /// Seconds: a scene that moves up to this time before the next has not gone black.
    private static let lastMoment = 0.2
    /// Full-range luma by which a scene becomes brighter or darker as a whole.
    private static let turn = 0.1
    /// Of the cells of the motion grid, those that another scene leaves as they were, at most.
    private static let leftAlone = 0.2

    /// - Parameters:
    ///   - own: how bright the key picture is.
    ///   - next: the same of the key picture that follows; nil at the end of the recording.
    ///   - change: how that one differs from this one; see `change(_:_:range:)`.
    ///   - isCutShort: whether the encoder sent the next key picture earlier than it had to, as it does for another scene.
    package func plan(own: LumaStatistics, next: LumaStatistics?, change: Change, isCutShort: Bool) -> Plan {
        guard let key = sizes.first, sizes.count > 1 else { return .hold }
        let rest = sizes.dropFirst()
        let limit = max(Double(Self.leastQuiet), Self.quiet * Double(key))
        if rest.allSatisfy({ Double($0) <= max(limit, Self.stir * Double(key)) }), rest.count(where: { Double($0) > limit }) * 10 <= rest.count {
            // Beside a key picture full of detail the packets of a small inset are nothing: what it shows next tells, if that is the same scene.
            if next != nil, change != .whole { return change == .none ? .hold : .decode }
            return rest.contains { $0 > Self.leastQuiet } ? .decode : .hold
        }
        if rest.count(where: { Double($0) > leastJump(key) }) >= Self.manyJumps || Self.isDark(own) { return .decode }
        guard let next, !Self.isDark(next) || movesToTheEnd(limit) else { return .decode }
        if !(isCutShort && change == .whole), abs(next.mean - own.mean) > Self.turn { return .decode }
        return isUneven(limit) ? .decode : .sample
    }

    /// How a key picture differs from the next: by more than the encoder does to a picture that stands still.
    package static func change(_ before: LumaCopy, _ after: LumaCopy, range: LumaRange) -> Change {
        guard before.width == after.width, before.height == after.height else { return .whole }
        guard before != after else { return .none }
        let still = LumaDifference(before, after, range: range).cells.count { $0 < MotionLevels.slight }
        return still == MotionMap.cells ? .none : Double(still) <= leftAlone * Double(MotionMap.cells) ? .whole : .some
    }

    /// Black, or so dark that it may be about to be.
    private static func isDark(_ picture: LumaStatistics) -> Bool { picture.high < 0.12 }

    /// Bytes from which on a packet is a jump.
    private func leastJump(_ key: Int) -> Double {
        let usual = Double(sizes.dropFirst().sorted()[(sizes.count - 1) * 3 / 4])
        let least = Self.jump * Double(key)
        return usual > Self.lively.limit * Double(key) ? least : max(least, Self.lively.above * usual)
    }

    /// Whether something was sent right before the next key picture.
    private func movesToTheEnd(_ limit: Double) -> Bool {
        guard let last = times.last else { return false }
        return zip(times, sizes).contains { $0 > last - Self.lastMoment && Double($1) > limit }
    }

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
