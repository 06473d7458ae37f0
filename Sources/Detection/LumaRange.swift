/// Which codes stand for black and white in an 8-bit luma plane.
package enum LumaRange: Sendable, Hashable {
    /// 16 to 235 (ITU-R BT.601 and BT.709), what video is as a rule.
    case limited
    /// 0 to 255.
    case full

    private var black: Double { self == .limited ? 16 : 0 }

    /// Codes from black to white.
    private var span: Double { self == .limited ? 219 : 255 }

    /// Full-range luma of a code, 0 (black) to 1 (white); codes beyond either are cut.
    package func luma(_ code: Double) -> Double {
        max(0, min(1, (code - black) / span))
    }

    /// Full-range luma that one code is worth.
    package var step: Double { 1 / span }
}
