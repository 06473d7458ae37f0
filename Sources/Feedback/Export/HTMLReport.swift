package import Foundation
import Mustache
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
        page = ReportPage(content, timeline: timeline)
    }

    /// - Throws: when the built-in template does not parse, which tests rule out.
    package func render() throws -> String {
        try Self.template.get().render(page)
    }

    private static let template = Result {
        MustacheContentTypes.register(Markup.ContentType(), named: Markup.ContentType.name)
        return try MustacheTemplate(string: String(decoding: PackageResources.report_mustache, as: UTF8.self))
    }

    /// The style sheet, as it stands in the page.
    static let style = String(decoding: PackageResources.report_css, as: UTF8.self)
}
