/// Times of day as caption files write them.
package enum CaptionTime {
    /// `01:02:03.456`; the hours have more digits when they need them.
    package static func text(_ seconds: Double, separator: Character) -> String {
        let milliseconds = Int((max(0, seconds) * 1000).rounded())
        let (hours, minutes) = (milliseconds / 3_600_000, milliseconds / 60_000 % 60)
        return "\(pad(hours, 2)):\(pad(minutes, 2)):\(pad(milliseconds / 1000 % 60, 2))\(separator)\(pad(milliseconds % 1000, 3))"
    }

    private static func pad(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
