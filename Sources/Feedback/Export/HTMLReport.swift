package import Foundation
package import ReviewModel

/// A report as one page that stands alone: its style is inside it, it needs no script and no other host.
package struct HTMLReport: Sendable {
    /// A still picture of the recording.
    package enum Still: Sendable {
        /// Goes into the page.
        case jpeg(Data)
        /// The page refers to it.
        case address(String)
    }

    private let page: ReportPage

    /// - Parameters:
    ///   - stills: by the evidence's `href`; what is missing here is referred to by that `href`.
    ///   - transcript: printed in full, folded away.
    ///   - mediaAddress: where the recording can be played; times then lead there (`#t=10,13`).
    ///   - language: the one that the report was made in.
    package init(
        report: Report, timeline: Timeline?, stills: [String: Still] = [:], transcript: Transcript? = nil, mediaAddress: String? = nil,
        language: ReportLanguage = .english
    ) {
        let content = PageContent(
            report: report, stills: stills, transcript: transcript, mediaAddress: mediaAddress, wording: language.wording)
        page = ReportPage(content, timeline: timeline.flatMap { $0.hasLength ? $0 : nil })
    }

    /// - Throws: when the built-in templates do not parse, which tests rule out.
    package func render() throws -> String {
        var page = page
        page.content = try Self.content.get().render(page)
        return try Self.shell.get().render(page)
    }

    /// What the page of somebody else puts into the report, as markup.
    package struct Additions: Sendable {
        /// At the end of a finding's card, by the finding's id.
        package var answers: [String: String]
        /// In the place of the transcript's text.
        package var transcript: String?
        /// The address of the report on the upload before.
        package var earlier: String?

        package init(answers: [String: String] = [:], transcript: String? = nil, earlier: String? = nil) {
            self.answers = answers
            self.transcript = transcript
            self.earlier = earlier
        }
    }

    /// The report without a page of its own, for one that has a player: what leads to a moment says by `data-time` which.
    ///
    /// - Throws: when the built-in template does not parse, which tests rule out.
    package func fragment(_ additions: Additions = Additions()) throws -> String {
        var page = page
        page.leadsToPlayer = true
        page.transcriptMarkup = additions.transcript
        page.earlierAddress = additions.earlier
        for index in page.findings.indices { page.findings[index].answerMarkup = additions.answers[page.findings[index].finding] }
        return try Self.content.get().render(page)
    }

    private static let shell = Result { try MarkupTemplate(PackageResources.report_mustache) }
    private static let content = Result { try MarkupTemplate(PackageResources.content_mustache) }

    /// The style sheet, as it stands in the page.
    package static let style = String(decoding: PackageResources.report_css, as: UTF8.self)
}
