package import ReviewModel

/// How the findings of one case compare with its truth.
///
/// The unit is a range: each expected range is found or missed, each range of a finding is true, allowed or false. A truth or a finding
/// without ranges counts as one.
package struct Score: Sendable {
    /// Expected ranges found and missed, by code.
    package private(set) var found: [FindingCode: Int] = [:]
    package private(set) var missed: [FindingCode: Int] = [:]
    /// Ranges of findings that are true or false, by code.
    package private(set) var trueRanges: [FindingCode: Int] = [:]
    package private(set) var falseRanges: [FindingCode: Int] = [:]
    /// By how much each edge that was to be timed is off, in seconds.
    package private(set) var errors: [FindingCode: [Double]] = [:]
    /// Findings by their confidence, and whether they are true.
    package private(set) var confidences: [(confidence: Double, isTrue: Bool)] = []
    /// What is wrong, a line each.
    package private(set) var faults: [Fault] = []

    package struct Fault: Sendable, Hashable {
        package var kind: Kind
        package var code: FindingCode
        package var text: String

        package enum Kind: String, Sendable { case missed, wrong, late, untimed }
    }

    package init(findings: [Report.Item], expected: [Expected], allowed: [Allowed], cut: Double? = nil) {
        for truth in expected {
            match(truth, findings.filter { $0.code == truth.code }, cut: cut)
        }
        for finding in findings {
            judge(finding, expected.filter { $0.code == finding.code }, allowed.filter { $0.code == finding.code }, cut: cut)
        }
    }

    package var isPerfect: Bool { faults.isEmpty }

    private mutating func match(_ truth: Expected, _ findings: [Report.Item], cut: Double?) {
        guard let ranges = truth.ranges(cut: cut) else {
            if findings.isEmpty { miss(truth.code, "") } else { found[truth.code, default: 0] += 1 }
            return
        }
        // A finding that names no range says "somewhere": it is found, but tells no time.
        let reported = findings.flatMap(\.ranges)
        for range in ranges {
            if let nearest = reported.filter({ $0.reaches(range) }).max(by: { $0.overlap(range) < $1.overlap(range) }) {
                found[truth.code, default: 0] += 1
                // One reported range may hold several: then its ends belong to the first and the last of them.
                let held = ranges.filter { nearest.reaches($0) }
                time(truth, nearest, first: held.first == range ? range : nil, last: held.last == range ? range : nil)
            } else if findings.contains(where: \.ranges.isEmpty) {
                found[truth.code, default: 0] += 1
                faults.append(Fault(kind: .untimed, code: truth.code, text: "names no time for \(range.text)"))
            } else {
                miss(truth.code, " at \(range.text)")
            }
        }
    }

    private mutating func miss(_ code: FindingCode, _ place: String) {
        missed[code, default: 0] += 1
        faults.append(Fault(kind: .missed, code: code, text: "missed\(place)"))
    }

    private mutating func time(_ truth: Expected, _ reported: TimeRange, first: TimeRange?, last: TimeRange?) {
        let off = [first.map { abs($0.start - reported.start) }, last.map { abs($0.end - reported.end) }].compactMap(\.self)
        errors[truth.code, default: []] += off
        if off.contains(where: { $0 > truth.tolerance + 1e-9 }) {
            let range = TimeRange(start: first?.start ?? reported.start, end: last?.end ?? reported.end)
            faults.append(Fault(kind: .late, code: truth.code, text: "found at \(reported.text) instead of \(range.text)"))
        }
    }

    private mutating func judge(_ finding: Report.Item, _ expected: [Expected], _ allowed: [Allowed], cut: Double?) {
        var good = 0
        var bad = 0
        let ranges: [TimeRange?] = finding.ranges.isEmpty ? [nil] : finding.ranges
        for range in ranges {
            let isTrue = expected.contains { truth in
                guard let range, let places = truth.ranges(cut: cut) else { return true }
                return places.contains { range.reaches($0) }
            }
            let isAllowed = allowed.contains { allowance in
                guard let place = allowance.range else { return true }
                return range.map { place.start <= $0.start + 0.3 && $0.end <= place.end + 0.3 } ?? false
            }
            if isTrue {
                good += 1
            } else if !isAllowed {
                bad += 1
                let place = range.map { " at \($0.text)" } ?? ""
                let value = finding.measured.map { " (\($0.value.hundredths) \($0.unit.rawValue))" } ?? ""
                faults.append(Fault(kind: .wrong, code: finding.code, text: "false\(place)\(value), confidence \(finding.confidence.hundredths)"))
            }
        }
        trueRanges[finding.code, default: 0] += good
        falseRanges[finding.code, default: 0] += bad
        if good + bad > 0 { confidences.append((finding.confidence, bad == 0)) }
    }
}

extension TimeRange {
    /// Touches the other range, or lies within a quarter of a second of it, as a very short one may.
    func reaches(_ other: TimeRange) -> Bool {
        start <= other.end + 0.25 && other.start <= end + 0.25
    }

    func overlap(_ other: TimeRange) -> Double {
        min(end, other.end) - max(start, other.start)
    }

    var text: String { "\(start.hundredths)-\(end.hundredths)" }
}

extension Double {
    /// With two decimals.
    var hundredths: String {
        let whole = Int((abs(self) * 100).rounded())
        let decimals = whole % 100 < 10 ? "0\(whole % 100)" : "\(whole % 100)"
        return (self < 0 && whole > 0 ? "-" : "") + "\(whole / 100).\(decimals)"
    }
}
