package import ReviewModel

/// How a language writes numbers and times: the same on every machine, whatever its locale.
package struct NumberStyle: Sendable, Hashable {
    let decimalMark: Character
    /// Stands between numbers in a row.
    let listMark: String
    /// The unit of small files.
    let byteName: String

    package static let english = NumberStyle(decimalMark: ".", listMark: ", ", byteName: "bytes")
    package static let german = NumberStyle(decimalMark: ",", listMark: "; ", byteName: "Byte")

    /// A moment of the recording: `12:03.4`; without tenths `12:03`.
    package func clock(_ seconds: Double, tenths: Bool = true) -> String {
        marked(Printed.clock(seconds, tenths: tenths))
    }

    /// `0:10.0–0:13.0`, or one moment.
    package func span(_ range: TimeRange) -> String {
        let start = clock(range.start)
        let end = clock(range.end)
        return start == end ? start : "\(start)–\(end)"
    }

    /// How long something lasts: `3.0 s`, `2 min 5 s`, `1 h 4 min`.
    package func length(_ seconds: Double) -> String {
        guard seconds.isFinite else { return "?" }
        let whole = Int(min(abs(seconds), 1e9).rounded())
        switch whole {
        case ..<60: return decimal(seconds, 1) + " s"
        case ..<3600: return whole % 60 == 0 ? "\(whole / 60) min" : "\(whole / 60) min \(whole % 60) s"
        default: return whole / 60 % 60 == 0 ? "\(whole / 3600) h" : "\(whole / 3600) h \(whole / 60 % 60) min"
        }
    }

    /// A number for reading: a true minus sign, thin spaces between thousands.
    package func decimal(_ value: Double, _ places: Int) -> String {
        guard value.isFinite else { return "?" }
        let digits = Printed.fixed(abs(value), places)
        let isZero = !digits.contains { $0 != "0" && $0 != "." }
        let parts = digits.split(separator: ".", maxSplits: 1)
        let grouped = parts[0].count > 4 ? Self.groups(of: parts[0]) : String(parts[0])
        let fraction = parts.count > 1 ? "\(decimalMark)\(parts[1])" : ""
        return (value < 0 && !isZero ? "−" : "") + grouped + fraction
    }

    /// `25`, `29.97`: as few places as needed.
    package func short(_ value: Double, most places: Int = 2) -> String {
        marked(Printed.plain(value, places))
    }

    package func percent(_ share: Double) -> String {
        let value = share * 100
        return decimal(value, abs(value) < 9.95 && value.rounded() != value ? 1 : 0) + " %"
    }

    package func bytes(_ count: Int64) -> String {
        let units = [byteName, "kB", "MB", "GB", "TB"]
        var value = Double(count)
        var unit = 0
        while value >= 999.5 && unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        return decimal(value, unit > 0 && value < 9.95 ? 1 : 0) + " " + units[unit]
    }

    private func marked(_ text: String) -> String {
        String(text.map { $0 == "." ? decimalMark : $0 })
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
