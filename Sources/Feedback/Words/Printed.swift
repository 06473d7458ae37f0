import Foundation

/// Text that is the same in every language: for machines, and to be made readable by a `NumberStyle`.
package enum Printed {
    /// A moment of the recording: `0:10.0`, `12:03.4`, `1:02:03.4`; without tenths `0:10`.
    package static func clock(_ seconds: Double, tenths: Bool = true) -> String {
        guard seconds.isFinite else { return "?" }
        // Rounded before it is split: 59.96 s is 1:00.0 and never 0:60.0.
        let steps = Int((min(abs(seconds), 1e9) * (tenths ? 10 : 1)).rounded())
        let whole = tenths ? steps / 10 : steps
        var text =
            whole >= 3600
            ? String(format: "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60) : String(format: "%d:%02d", whole / 60, whole % 60)
        if tenths { text += ".\(steps % 10)" }
        return seconds < 0 && steps > 0 ? "−" + text : text
    }

    /// A number for a command line: ASCII, without needless zeros.
    package static func plain(_ value: Double, _ places: Int = 3) -> String {
        var digits = fixed(value, places)
        if digits.contains(".") {
            while digits.hasSuffix("0") { digits.removeLast() }
            if digits.hasSuffix(".") { digits.removeLast() }
        }
        return digits == "-0" ? "0" : digits
    }

    /// A number with so many places.
    static func fixed(_ value: Double, _ places: Int) -> String {
        String(format: "%.\(places)f", value)
    }

    /// Text from outside on one line: control characters and those that reverse the direction of text are replaced, so that a title can
    /// neither move a terminal's cursor nor fake other text.
    package static func oneLine(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(isUnsafe(scalar) ? (scalar == "\n" || scalar == "\t" ? " " : "\u{FFFD}") : scalar) }
        return String(result)
    }

    /// Text from outside as the end of a paragraph: on one line, with its full stop.
    static func sentence(_ text: String) -> String {
        let line = oneLine(text)
        return line.hasSuffix(".") ? line : line + "."
    }

    static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}
