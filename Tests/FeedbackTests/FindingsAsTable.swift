import Foundation
import ReviewModel
import Testing

@testable import Feedback

/// The findings for spreadsheets.
@Suite struct FindingsAsTable {
    /// A byte order mark, and the names of the columns.
    private static let header =
        "\u{FEFF}number,id,code,severity,start,end,ranges,title,measured,unit,limit,confidence,effort,minutes,why,steps,command,response,note\r\n"

    @Test func aRowForEachFinding() {
        let ranges = [TimeRange(start: 31.8, end: 33), TimeRange(start: 10, end: 12.5)]
        let report = SmallReport.make([
            SmallReport.item(
                .videoBlack, .mustFix, "The picture is black", at: ranges, measured: Quantity(3.5, .seconds), threshold: Quantity(1, .seconds),
                steps: ["Cut it.", "Export."], command: "ffmpeg -i \"a b.mp4\"",
                response: FindingResponse(state: .fixed, note: "Done, I think", respondedAt: 1)),
            SmallReport.item(.audioLoudnessLow, .shouldFix, "Zu leise – 音量", measured: Quantity(-24.3, .loudness), threshold: Quantity(1, .share)),
        ])
        #expect(
            FindingTable.write(report) == Self.header
                + "1,video.black-1,video.black,must-fix,10,33,\"10.00-12.50; 31.80-33.00\",The picture is black,3.5,s,1,0.9,edit,5,Because.,"
                + "\"Cut it.\nExport.\",\"ffmpeg -i \"\"a b.mp4\"\"\",fixed,\"Done, I think\"\r\n"
                + "2,audio.loudness.low-1,audio.loudness.low,should-fix,,,,Zu leise – 音量,-24.3,LUFS,,0.9,edit,5,Because.,Cut it out.,,,\r\n")
    }

    @Test func aReportWithoutFindingsHasTheNamesOfTheColumns() throws {
        #expect(FindingTable.write(SmallReport.make([])) == Self.header)
        #expect(try ReportExport.findings.data(from: ReportMaterial(report: SmallReport.make([]))).starts(with: [0xEF, 0xBB, 0xBF]))
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "\"'\t=1\""), ("\r=1", "\"'\r=1\""),
        ("\n=1", "\"'\n=1\""), ("\u{FF1D}1", "'\u{FF1D}1"), ("=\u{301}1", "'=\u{301}1"), ("=A1,B1", "\"'=A1,B1\""), ("a=1", "a=1"), ("", ""),
    ])
    func aTextIsNeverAFormula(text: String, field: String) {
        #expect(TableCell.text(text).field == field)
    }

    @Test(arguments: [
        ("a,b", "\"a,b\""), ("a;b", "\"a;b\""), ("say \"yes\"", "\"say \"\"yes\"\"\""), ("\"\u{301}", "\"\"\"\u{301}\""), ("a\r\nb", "\"a\r\nb\""),
        ("a\u{0}\u{1B}b", "a\u{FFFD}\u{FFFD}b"), ("\u{5E9}\u{5DC}\u{5D5}\u{5DD}", "\u{5E9}\u{5DC}\u{5D5}\u{5DD}"),
    ])
    func aTextStaysInItsCell(text: String, field: String) {
        #expect(TableCell.text(text).field == field)
    }

    @Test(arguments: [(-24.3, "-24.3"), (3, "3"), (1.0 / 3, "0.3333"), (-0.00001, "0"), (.infinity, ""), (.nan, "")] as [(Double, String)])
    func aNumberStaysANumber(value: Double, field: String) {
        #expect(TableCell.number(value, places: 4).field == field)
    }
}
