/// How an editor counts the frames of a recording.
///
/// Timecode has a whole number of frames a second, the nominal rate; at 29.97 frames a second it counts 30, and so runs behind the clock. That is the
/// non-drop count, which every editor reads.
struct TimecodeRate: Sendable, Hashable {
    /// Frames in a second of timecode.
    let nominal: Int
    /// Frames in a second of the recording, as an editor plays it.
    let framesPerSecond: Double

    /// - Parameter frameRate: the recording's own, on average; nil where it has no picture.
    init(_ frameRate: Double?) {
        guard let frameRate, frameRate.isFinite, frameRate > 0.5 else {
            nominal = 25
            framesPerSecond = 25
            return
        }
        let standard = Self.standard(for: frameRate)
        let slowed = Double(standard) * 1_000 / 1_001
        let ratio = Double(standard) / frameRate
        // The recording's rate, were it the standard one: 14.985 as 29.97.
        let alike = ratio > 0.99 ? frameRate * ratio.rounded() : frameRate / (1 / ratio).rounded()
        let isSlowed = Self.slowed.contains(standard) && abs(alike - slowed) < slowed * 0.0005
        nominal = standard
        framesPerSecond = isSlowed ? slowed : Double(standard)
    }

    /// The rates that editors know.
    private static let standards = [24, 25, 30, 48, 50, 60]
    /// Those that there are at 1000/1001 of their speed too.
    private static let slowed: Set<Int> = [24, 30, 48, 60]

    /// A rate at which each frame of the recording has a number of its own, if there is one: 30 for a screen recording at 15.
    private static func standard(for rate: Double) -> Int {
        if let multiple = standards.first(where: { isWhole(Double($0) / rate) }) { return multiple }
        if let part = standards.last(where: { isWhole(rate / Double($0)) }) { return part }
        return standards.min { abs(Double($0) - rate) < abs(Double($1) - rate) } ?? 25
    }

    /// As near as rates at 1000/1001 of their speed are.
    private static func isWhole(_ ratio: Double) -> Bool {
        ratio > 0.99 && abs(ratio - ratio.rounded()) < ratio * 0.002
    }

    /// The frame that begins nearest to a time, in seconds.
    func frame(at time: Double) -> Int {
        guard time.isFinite else { return 0 }
        return Int((max(0, min(time, Self.longest)) * framesPerSecond).rounded())
    }

    /// The whole frames of so many seconds: an event that goes on past the end of its recording is refused by editors.
    func frames(in duration: Double) -> Int {
        guard duration.isFinite else { return 0 }
        return Int((max(0, min(duration, Self.longest)) * framesPerSecond + 0.001).rounded(.down))
    }

    /// Seconds; timecode has two digits for hours.
    private static let longest = 100.0 * 3_600 - 1

    /// `01:02:03:04`: hours, minutes, seconds, frames.
    func timecode(_ frame: Int) -> String {
        let seconds = frame / nominal
        return [seconds / 3_600, seconds / 60 % 60, seconds % 60, frame % nominal].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
