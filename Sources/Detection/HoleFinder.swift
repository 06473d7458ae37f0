import Foundation

/// Finds the holes in one channel, from its power in steps of a millisecond.
struct HoleFinder {
    /// Samples from the start of the recording, and decibels.
    struct Hole {
        var range: Range<Int>
        var fall: Double
    }

    // Steps, which are milliseconds.
    /// The sound must have stood this long before a hole and after it, and so must its last and first part alone.
    private static let side = 12
    private static let nearSide = 4
    /// A hole lasts this long at least, but for a step at each edge, into which coders smear the sound.
    private static let inside = 7
    private static let longest = 600
    /// The fall is the steepest of so many.
    private static let settling = 3

    /// The least fall and rise, as ratios of power: 20 dB. Measured, not judged: what counts stands in the rubric. Into digital silence a fall of
    /// 10 dB is enough, for a hole may begin where a syllable fades; what tells it then is how suddenly the sound is back.
    private static let leastStep = 100.0
    private static let leastFallToSilence = 10.0
    /// A step belongs to the hole while it is this much under the sound before: 10 dB.
    private static let depth = 10.0
    /// Sound that is weaker than this (-50 dBFS) is noise between words. There, only digital silence between noise that is as strong on both sides,
    /// by a factor of `alike`, is a hole, and none where the noise is under -85 dBFS.
    private static let sound = 1e-5
    private static let noise = 3e-9
    private static let alike = 6.0

    /// What is 45 dB under the loudest sound of late is as good as nothing: a fall counts no deeper. So the end of a word that a noise gate cuts off,
    /// far under the voice already, does not fall far. The loudest is forgotten by 3 dB a second;
    /// before anything was heard it is a voice of -20 dBFS.
    private static let unheard = 3.2e-5
    private static let voice = 0.01
    private static let forgetting = 0.99931

    private struct Open {
        var start: Int
        var step: Int
        var fall: Double
        /// The power before.
        var before: Double
        /// It holds digital silence.
        var isSilent: Bool
        /// The power over which the sound is back: any, where there is digital silence, until a coder's smear turns out to come before the sound.
        var threshold: Double
        /// The first step in which the sound is back, and where it begins.
        var back: (step: Int, sample: Int)?
    }

    private let rate: Int
    /// The step that is being filled and the sample that comes next, counted from the start of the recording.
    private var step: Int
    private var next: Int
    private var energy = 0.0
    private var samples = 0
    /// Zeros in a row up to the sample that comes next.
    private var zeros = 0
    /// The last digital silence of a step or more that ended.
    private var silence = 0..<0
    /// The finest level that the sound has shown: its power is the least that can be told from nothing.
    private var finest: Float = 1
    private var history: StepHistory
    /// The power of the loudest sound of late.
    private var loudest = HoleFinder.voice
    private var open: Open?

    init(rate: Int, position: Int) {
        self.rate = rate
        next = position
        step = position * 1000 / rate
        history = StepHistory(most: Self.side + Self.inside + 2)
    }

    /// Takes samples; the hole that is known to be one since the step that ended last, if any, is given to `found`.
    mutating func push(_ samples: UnsafePointer<Float>, _ count: Int, found: (Hole) -> Void) {
        var index = 0
        while index < count {
            let room = ((step + 1) * rate + 999) / 1000 - next
            let part = min(max(1, room), count - index)
            take(samples + index, part)
            index += part
            if part >= room, let hole = close() { found(hole) }
        }
    }

    private mutating func take(_ part: UnsafePointer<Float>, _ count: Int) {
        let sum = SampleSums.energy(part, count)
        if sum > 0 {
            finest = min(finest, SampleSums.smallest(part, count))
            var leading = 0
            while leading < count, part[leading] == 0 { leading += 1 }
            if zeros + leading >= rate / 1000 { silence = next - zeros..<next + leading }
            zeros = 0
            while zeros < count, part[count - 1 - zeros] == 0 { zeros += 1 }
        } else {
            zeros += count
        }
        energy += sum
        samples += count
        next += count
    }

    private mutating func close() -> Hole? {
        history.append(power: energy / Double(max(1, samples)), end: next)
        energy = 0
        samples = 0
        step += 1
        if history.count >= Self.side { loudest = max(loudest * Self.forgetting, history.power(history.count - Self.side..<history.count)) }
        if let fall = fall(), open.map({ fall.step - $0.step <= Self.settling && fall.fall > $0.fall }) ?? true {
            open = fall
            return nil
        }
        return follow()
    }

    /// The hole that began `inside` steps ago, if the sound fell.
    private func fall() -> Open? {
        let edge = history.count - Self.inside - 1
        guard edge >= Self.side else { return nil }
        let after = max(history.power(edge + 1..<history.count), least)
        let before = min(history.power(edge - Self.nearSide..<edge), history.power(edge - Self.side..<edge - Self.nearSide))
        guard after * Self.leastStep <= before, before > Self.noise else { return nil }
        let isSilent = zeros >= Self.inside * rate / 1000
        guard before > Self.sound || isSilent else { return nil }
        let start = history.end(edge - 1)
        let fall = before > Self.sound ? before / max(after, unheard) : Self.leastStep
        guard fall >= (isSilent ? Self.leastFallToSilence : Self.leastStep) else { return nil }
        return Open(
            start: isSilent && abs(next - zeros - start) <= 2 * rate / 1000 ? next - zeros : start, step: step - Self.inside - 1,
            fall: 10 * log10(fall), before: before, isSilent: isSilent,
            threshold: isSilent ? 0 : before / Self.depth)
    }

    /// Looks for the end of the hole that is open; once enough is known of what follows, the hole, if it is one.
    private mutating func follow() -> Hole? {
        guard let hole = open else { return nil }
        if let back = hole.back {
            guard step - back.step >= Self.side else { return nil }
            open = nil
            if let complete = complete(hole, until: back.sample) { return complete }
            // A coder's smear came before the sound.
            if hole.isSilent, hole.threshold < Self.sound {
                open = hole
                open?.threshold = Self.sound
                let sound = (back.step + 1..<step).first { strength($0) > Self.sound }
                let returned = sound.map { (step: $0, sample: history.end(index($0) - 1)) }
                open?.back = returned
            }
            return nil
        }
        if !hole.isSilent, zeros >= Self.inside * rate / 1000 {
            open?.isSilent = true
            open?.threshold = 0
            return nil
        }
        let power = history.power(history.count - 1..<history.count)
        if power > hole.threshold {
            let sample = history.end(history.count - 2)
            let isExact = abs(silence.upperBound - sample) <= rate * 2 / 1000
            open?.back = (step - 1, isExact ? silence.upperBound : sample)
        } else if step - hole.step > Self.longest {
            open = nil
        }
        return nil
    }

    /// The hole, if the sound came back as suddenly as it went.
    private func complete(_ hole: Open, until end: Int) -> Hole? {
        let back = history.count - Self.side
        let after = min(history.power(back..<back + Self.nearSide), history.power(back + Self.nearSide..<history.count))
        let inside = max(history.power(back - 1 - Self.inside..<back - 1), least)
        guard inside * Self.leastStep <= after, end > hole.start else { return nil }
        if hole.before <= Self.sound && max(after, hole.before) > Self.alike * min(after, hole.before) { return nil }
        guard hole.isSilent, hole.before > Self.sound else { return Hole(range: hole.start..<end, fall: hole.fall) }
        // How far the sound broke off on both sides, on the mean.
        let rise = 10 * log10(after / max(inside, unheard))
        let fall = max(hole.fall, (hole.fall + rise) / 2)
        return fall >= 10 * log10(Self.leastStep) ? Hole(range: hole.start..<end, fall: fall) : nil
    }

    /// Where the history has a step, and the power of it.
    private func index(_ past: Int) -> Int { history.count - (step - past) }
    private func strength(_ past: Int) -> Double { history.power(index(past)..<index(past) + 1) }

    /// The power that is as good as nothing.
    private var unheard: Double { loudest * Self.unheard }

    /// The power of the finest level, and no less than -110 dBFS.
    private var least: Double { max(1e-11, Double(finest * finest)) }
}
