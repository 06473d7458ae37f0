import Foundation
import ReviewModel

/// The findings as a table for spreadsheets: text by RFC 4180, UTF-8, the first row with the names of the columns. Pure.
///
/// A byte order mark comes first: Excel takes a file without one for the code page of its country, and garbles quotation marks and dashes.
enum FindingTable {
    static let columns = [
        "number", "id", "code", "severity", "start", "end", "ranges", "title", "measured", "unit", "limit", "confidence", "effort", "minutes", "why",
        "steps", "command", "response", "note",
    ]

    private static let byteOrderMark = "\u{FEFF}"

    static func write(_ report: Report) -> String {
        let rows = report.findings.enumerated().map { line(cells($1, number: $0 + 1)) }
        return ([byteOrderMark, line(columns.map { TableCell.text($0) })] + rows).joined()
    }

    private static func line(_ cells: [TableCell]) -> String {
        cells.map(\.field).joined(separator: ",") + "\r\n"
    }

    private static func cells(_ item: Report.Item, number: Int) -> [TableCell] {
        let ranges = item.ranges.merged()
        let unit = (item.measured ?? item.threshold)?.unit
        // A limit in another unit would be read as one in this.
        let limit: Double? = item.threshold.flatMap { $0.unit == unit ? $0.value : nil }
        var cells: [TableCell] = [.number(Double(number), places: 0), .text(item.id), .text(item.code.rawValue), .text(item.severity.rawValue)]
        cells += [amount(ranges.first?.start, 2), amount(ranges.map(\.end).max(), 2), .text(ranges.map(span).joined(separator: "; "))]
        cells += [.text(item.title), amount(item.measured?.value, 4), word(unit?.rawValue), amount(limit, 4), .number(item.confidence, places: 3)]
        cells += [.text(item.fix.effort.rawValue), .number(Double(item.fix.minutes), places: 0), .text(item.why)]
        cells += [.text(item.fix.steps.joined(separator: "\n")), word(item.fix.command)]
        cells += [word(item.response?.state.rawValue), word(item.response?.note)]
        return cells
    }

    private static func amount(_ value: Double?, _ places: Int) -> TableCell {
        value.map { TableCell.number($0, places: places) } ?? .empty
    }

    private static func word(_ text: String?) -> TableCell {
        text.map { TableCell.text($0) } ?? .empty
    }

    private static func span(_ range: TimeRange) -> String {
        String(format: "%.2f-%.2f", range.start, range.end)
    }
}
