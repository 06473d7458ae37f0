internal import Feedback

/// The form and the language in which somebody wants a report.
struct ReportForm: Hashable {
    let format: ReportFormat
    let language: ReportLanguage

    init(_ format: ReportFormat, in language: ReportLanguage = .english) {
        self.format = format
        self.language = language
    }

    /// By the values of `Accept` and `Accept-Language`.
    init(accept: String?, acceptLanguage: String?) {
        self.init(Negotiation.format(accept: accept), in: ReportLanguage(acceptLanguage: acceptLanguage) ?? .english)
    }

    /// Tells forms of one report apart in entity tags.
    var name: String { language == .english ? format.rawValue : "\(format.rawValue)-\(language.rawValue)" }

    /// What most who read reports by script ask for.
    var isUsual: Bool { format == .json && language == .english }
}
