/// How luma and colour difference make red, green and blue (ITU-R BT.601 and BT.709, table of coefficients).
package enum ColourMatrix: Sendable, Hashable {
    /// Standard definition, and pictures that were converted from RGB.
    case bt601
    /// High definition.
    case bt709

    /// What a unit of colour difference adds: red-difference to red, blue-difference to green, red-difference to green, blue-difference to blue.
    var weights: (redToRed: Float, blueToGreen: Float, redToGreen: Float, blueToBlue: Float) {
        switch self {
        case .bt601: (1.402, -0.344136, -0.714136, 1.772)
        case .bt709: (1.5748, -0.187324, -0.468124, 1.8556)
        }
    }
}
