internal import JobQueue
internal import ReviewModel

/// What is to happen to a job, drawn from the name of its review and its stage, so that every worker that gets it does the same.
enum Destiny {
    case ends
    /// The first attempts fail.
    case failsFirst
    /// Every attempt fails.
    case neverEnds
    /// Its work kills the process that does it.
    case kills

    init(review: String, stage: Stage) {
        switch Self.draw(review, stage) % 1000 {
        case 0, 1: self = .neverEnds
        case 2, 3: self = .kills
        case 4..<40: self = .failsFirst
        default: self = .ends
        }
    }

    /// Milliseconds of work; a few take longer than a lease.
    static func length(review: String, stage: Stage) -> Int {
        let draw = Int(draw(review, stage) / 1000 % 1000)
        return draw < 5 ? 4000 : draw % 40
    }

    /// FNV-1a, for Swift's own hashes differ from process to process.
    private static func draw(_ review: String, _ stage: Stage) -> UInt64 {
        (review + "/" + stage.rawValue).utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0100_0000_01B3 } >> 7
    }
}
