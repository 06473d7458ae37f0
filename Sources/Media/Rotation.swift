import CLibAV

/// Degrees clockwise that a player turns the decoded picture by.
enum Rotation: Int {
    case none = 0
    case right = 90
    case half = 180
    case left = 270

    /// As the stream's display matrix asks for, to the nearest quarter turn.
    init(of stream: UnsafeMutablePointer<AVStream>) {
        guard let matrix = lectern_display_matrix(stream) else {
            self = .none
            return
        }
        // libav counts counterclockwise; not a number for a matrix that does not turn.
        let degrees = -av_display_rotation_get(matrix)
        guard degrees.isFinite else {
            self = .none
            return
        }
        let quarters = Int((degrees / 90).rounded())
        self = Rotation(rawValue: ((quarters % 4 + 4) % 4) * 90) ?? .none
    }

    var swapsSides: Bool { self == .right || self == .left }
}
