import ReviewModel

/// Where the steps between the motion levels lie, in 8-bit steps of mean absolute luma difference over a cell.
///
/// Tuned on clips: what x264 does to a static slide at CRF 18 to 28 stays below `slight` between key frames, a 12x16 pointer that moves on a white
/// 720p page is above it.
enum MotionLevels {
    static let slight: Float = 0.6
    static let moving: Float = 2.5
    static let replaced: Float = 24

    static func level(_ difference: Float) -> MotionMap.Motion {
        if difference < slight { return .still }
        if difference < moving { return .slight }
        return difference < replaced ? .moving : .replaced
    }
}
