import Foundation
import ReviewModel

/// Numbers and times as reports print them: the same on every machine, whatever its locale.
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

    /// `0:10.0–0:13.0`, or one moment.
    static func span(_ range: TimeRange) -> String {
        let start = clock(range.start)
        let end = clock(range.end)
        return start == end ? start : "\(start)–\(end)"
    }

    /// How long something lasts: `3.0 s`, `2 min 5 s`, `1 h 4 min`.
    package static func length(_ seconds: Double) -> String {
        guard seconds.isFinite else { return "?" }
        let whole = Int(min(abs(seconds), 1e9).rounded())
        switch whole {
        case ..<60: return decimal(seconds, 1) + " s"
        case ..<3600: return whole % 60 == 0 ? "\(whole / 60) min" : "\(whole / 60) min \(whole % 60) s"
        default: return whole / 60 % 60 == 0 ? "\(whole / 3600) h" : "\(whole / 3600) h \(whole / 60 % 60) min"
        }
    }

    /// A number for reading: a true minus sign, thin spaces between thousands.
    package static func decimal(_ value: Double, _ places: Int) -> String {
        guard value.isFinite else { return "?" }
        let digits = String(format: "%.\(places)f", abs(value))
        let isZero = !digits.contains { $0 != "0" && $0 != "." }
        let parts = digits.split(separator: ".", maxSplits: 1)
        let grouped = parts[0].count > 4 ? groups(of: parts[0]) : String(parts[0])
        return (value < 0 && !isZero ? "−" : "") + ([grouped] + parts.dropFirst().map(String.init)).joined(separator: ".")
    }

    /// A number for a command line: ASCII, without needless zeros.
    package static func plain(_ value: Double, _ places: Int = 3) -> String {
        var digits = String(format: "%.\(places)f", value)
        if digits.contains(".") {
            while digits.hasSuffix("0") { digits.removeLast() }
            if digits.hasSuffix(".") { digits.removeLast() }
        }
        return digits == "-0" ? "0" : digits
    }

    static func quantity(_ quantity: Quantity) -> String {
        let value = quantity.value
        return switch quantity.unit {
        case .seconds: length(value)
        case .decibelsFullScale, .decibelsTruePeak, .loudness, .loudnessRange, .decibels:
            decimal(value, 1) + " " + quantity.unit.rawValue
        case .hertz, .pixels: decimal(value, 0) + " " + quantity.unit.rawValue
        case .framesPerSecond: short(value) + " fps"
        case .flashesPerSecond: short(value) + (value == 1 ? " flash a second" : " flashes a second")
        case .wordsPerMinute: decimal(value, 0) + " words/min"
        case .perHundredWords: decimal(value, 1) + " per 100 words"
        case .share: percent(value)
        case .luma: decimal(value, 3)
        case .correlation: decimal(value, 2)
        case .count: decimal(value, 0)
        }
    }

    package static func percent(_ share: Double) -> String {
        let value = share * 100
        return decimal(value, abs(value) < 9.95 && value.rounded() != value ? 1 : 0) + " %"
    }

    package static func bytes(_ count: Int64) -> String {
        let units = ["bytes", "kB", "MB", "GB", "TB"]
        var value = Double(count)
        var unit = 0
        while value >= 999.5 && unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        return decimal(value, unit > 0 && value < 9.95 ? 1 : 0) + " " + units[unit]
    }

    /// `25`, `29.97`: up to two places, as few as needed.
    package static func short(_ value: Double) -> String { plain(value, 2) }

    /// Text from outside on one line: control characters and those that reverse the direction of text are replaced, so that a title can
    /// neither move a terminal's cursor nor fake other text.
    package static func oneLine(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(isUnsafe(scalar) ? (scalar == "\n" || scalar == "\t" ? " " : "\u{FFFD}") : scalar) }
        return String(result)
    }

    static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    private static func groups(of digits: Substring) -> String {
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append("\u{202F}") }
            result.append(digit)
        }
        return result
    }
}
