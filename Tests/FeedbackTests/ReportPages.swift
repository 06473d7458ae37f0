import Foundation
import FoundationXML
import ReviewModel
import Testing

@testable import Feedback

/// The report in its forms.
@Suite struct ReportPages {
    static let hostile = "\"></title><script>alert(1)</script>'\"\u{301} onload=alert(2) & \u{1B}[2J\u{0}"

    @Test func thePageIsWellFormed() throws {
        let report = SampleReport.report()
        let page = try HTMLReport(
            report: report, timeline: SampleReport.timeline(for: report), stills: ["frames/11.5.jpg": .jpeg(Data([0xFF, 0xD8]))],
            transcript: SampleReport.transcript, mediaAddress: "media"
        ).render()
        let tree = try Outline(page)
        #expect(tree.count("article") == 9)
        #expect(tree.count("h1") == 1)
        #expect(tree.attributes("img", "src") == ["data:image/jpeg;base64,/9g=", "frames/43.0.jpg"])
        #expect(tree.attributes("a", "href").contains("media#t=10,13"))
        #expect(tree.count("script") == 0)
    }

    @Test func everyLinkWithinThePageHasItsEnd() throws {
        let report = SampleReport.report()
        let page = HTMLReport(report: report, timeline: SampleReport.timeline(for: report), transcript: SampleReport.transcript)
        let tree = try Outline(try page.render())
        let ids = tree.elements.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        for link in tree.attributes("a", "href") where link.hasPrefix("#") { #expect(ids.contains(String(link.dropFirst())), "\(link)") }
        for names in tree.elements.compactMap({ $0.attributes["aria-labelledby"] }) { #expect(ids.contains(names), "\(names)") }
    }

    @Test func theGermanPageIsGermanThroughout() throws {
        let report = SampleReport.report(language: .german)
        let page = try HTMLReport(
            report: report, timeline: SampleReport.timeline(for: report), transcript: SampleReport.transcript, language: .german
        ).render()
        #expect(try Outline(page).attributes("html", "lang") == ["de"])
        let text = TextReport(report: report, language: .german).render()
        let markdown = MarkdownReport(report: report, language: .german).render()
        for form in [page, text, markdown] {
            #expect(form.contains("Das Bild ist 3,0 s lang schwarz"))
            #expect(form.contains("0:10,0–0:13,0"))
            #expect(!form.contains("0:10.0"))
        }
        for (english, german) in zip(Mirror(reflecting: Labels.english).children, Mirror(reflecting: Labels.german).children) {
            let (original, translated) = ("\(english.value)", "\(german.value)")
            guard original != translated, original.count > 8 else { continue }
            for form in [page, text, markdown] { #expect(!form.contains(original), "\(original)") }
        }
    }

    @Test func withinAPageItLeadsIntoThePlayer() throws {
        let report = SampleReport.report()
        let page = HTMLReport(
            report: report, timeline: SampleReport.timeline(for: report), transcript: SampleReport.transcript, mediaAddress: "media")
        let additions = HTMLReport.Additions(answers: [report.findings[0].id: "<form>answer</form>"], transcript: "<p>own words</p>")
        let tree = try Outline("<main>" + page.fragment(additions) + "</main>")
        #expect(tree.count("form") == 1 && tree.count("article") == 9)
        #expect(tree.count("h1") == 0 && tree.count("style") == 0 && tree.count("details") == 0)
        #expect(tree.attributes("a", "data-time").contains("10"))
        #expect(try !page.render().contains("data-time"))
    }

    @Test func whatHasChangedLeadsToWhatIsNew() throws {
        var report = SampleReport.report()
        let first = report.findings[0]
        report.findings[0].since = .new
        report.comparison = Report.Changes(
            previousReview: "rv0", previousCreatedAt: "2025-11-20T11:40:02Z", fixed: [], remaining: [], new: [first.id], regressed: [], pieces: [])
        let page = HTMLReport(report: report, timeline: SampleReport.timeline(for: report))
        let tree = try Outline("<main>" + page.fragment(HTMLReport.Additions(earlier: "/reviews/rv0")) + "</main>")
        let links = tree.attributes("a", "href")
        #expect(links.contains("/reviews/rv0") && links.contains("#changes"))
        // From the timeline, which is there in two widths, and from what has changed.
        #expect(links.filter { $0 == "#" + first.anchor }.count == 3)
        #expect(try !page.render().contains("/reviews/rv0"))
        #expect(TextReport(report: report).render().contains("• New: \(first.title)"))
        #expect(MarkdownReport(report: report).render().contains("- New: \(first.title)"))
    }

    @Test func textFromStrangersStaysText() throws {
        var report = SampleReport.report(title: Self.hostile, fileName: Self.hostile + ".mp4")
        report.review.course = Self.hostile
        report.findings[0].title = Self.hostile
        report.findings[0].id = "\" onclick=\"x"
        report.findings[0].fix.command = "ffmpeg -i '\(Self.hostile)' -x"
        report.coverage[0].reason = Self.hostile
        report.review.id = Self.hostile
        let tree = try Outline(try HTMLReport(report: report, timeline: SampleReport.timeline(for: report)).render())
        #expect(tree.count("script") == 0)
        #expect(tree.count("title") > 0)
        #expect(tree.elements.allSatisfy { $0.attributes["onload"] == nil && $0.attributes["onclick"] == nil })
        let text = TextReport(report: report).render()
        #expect(!text.unicodeScalars.contains { $0 != "\n" && Printed.isUnsafe($0) })
        let markdown = MarkdownReport(report: report).render()
        let outsideCode = markdown.components(separatedBy: "```").enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined()
        #expect(!outsideCode.contains("<script"))
    }

    @Test func aMinimalReportRendersToo() throws {
        let finding = Finding(.containerUnreadable, .mustFix, confidence: 1, note: "moov atom not found.")
        var report = SampleReport.report(findings: [finding], coverage: [])
        report.media = nil
        report.transcript = nil
        report.measurements = Report.Figures()
        let timeline = Timeline(measurements: nil, transcript: nil, findings: report.findings, duration: 0)
        let page = try HTMLReport(report: report, timeline: timeline).render()
        let tree = try Outline(page)
        #expect(tree.count("article") == 1 && tree.count("table") == 0)
        #expect(page.contains("<h2 id=\"verdict\">The file could not be opened</h2>"))
        #expect(page.contains("Technical detail: moov atom not found.</p>"))
        #expect(!page.contains("id=\"timeline\""))
        #expect(TextReport(report: report).render().contains("moov atom not found"))
        #expect(MarkdownReport(report: report, language: .german).render().contains("**Die Datei ließ sich nicht öffnen.**"))
    }

    @Test func whatIsOnlyHeardIsNotSeen() {
        var report = SampleReport.report()
        report.media?.video = nil
        #expect(TextReport(report: report).render().contains("Fix before learners hear it"))
    }

    @Test func linesOfTheTextReportFit() {
        var findings = SampleReport.findings
        findings[4].ranges = (0..<11).map { TimeRange(start: Double($0) * 8 + 1.234, end: Double($0) * 8 + 2.345) }
        let report = SampleReport.report(title: String(repeating: "photosynthesis", count: 12), findings: findings)
        let lines = TextReport(report: report).render().split(separator: "\n")
        #expect(lines.count > 80)
        #expect(lines.allSatisfy { $0.count <= 100 })
    }

    @Test func aFileNameIsNeverBroken() {
        let name = "week 1; " + String(repeating: "long name; ", count: 12) + ".mp4"
        #expect(TextReport(report: SampleReport.report(fileName: name)).render().contains("\"\(name)\""))
    }

    @Test func colourIsOnlyAddedToTheText() {
        let plain = TextReport(report: SampleReport.report()).render()
        let coloured = TextReport(report: SampleReport.report(), colour: true).render()
        #expect(coloured.contains("\u{1B}[1;31m"))
        #expect(coloured.replacing(/\u{1B}\[[\d;]*m/, with: "") == plain)
    }

    @Test func jsonReadsBack() throws {
        let report = SampleReport.report()
        let data = try report.json()
        #expect(try JSONDecoder().decode(Report.self, from: data) == report)
        #expect(String(decoding: data, as: UTF8.self).contains("\"href\" : \"frames/11.5.jpg\""))
    }

    @Test func markdownHasEveryFinding() {
        let text = MarkdownReport(report: SampleReport.report()).render()
        #expect(text.contains("### 1. The picture is black for 3.0 s"))
        #expect(text.components(separatedBy: "\n### ").count == 10)
        #expect(text.contains("![Still at 0:11.5](<frames/11.5.jpg>)"))
        #expect(text.components(separatedBy: "```").count.isMultiple(of: 2) == false)
    }
}

/// The elements of a well-formed page, in order.
private final class Outline: NSObject, XMLParserDelegate {
    private(set) var elements: [(name: String, attributes: [String: String])] = []

    /// - Throws: where the page is not well-formed.
    init(_ page: String) throws {
        super.init()
        let parser = XMLParser(data: Data(page.utf8))
        parser.delegate = self
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    }

    func count(_ name: String) -> Int { elements.filter { $0.name == name }.count }

    func attributes(_ element: String, _ name: String) -> [String] {
        elements.filter { $0.name == element }.compactMap { $0.attributes[name] }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
    ) {
        elements.append((name, attributes))
    }
}
