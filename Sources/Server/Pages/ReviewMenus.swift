internal import ReviewModel
internal import Transcription

/// The values of `menus.mustache`: what can be done with a review.
struct ReviewMenus: Sendable {
    let review: PageTexts.Review
    let page: String
    let hasExports: Bool
    let exports: [Export]
    let mayUploadAnother: Bool
    let mayJudge: Bool
    let rubrics: [RubricChoice]
    let mayCancel: Bool
    let mayDelete: Bool

    struct Export: Sendable {
        var exportAddress: String
        var exportName: String
        var exportHint: String
        var isDownload: Bool
    }

    init(
        _ review: Review, files: ReviewFiles, hasTranscript: Bool, isMendable: Bool, rubrics: [Rubric], for principal: Principal,
        _ texts: PageTexts.Review
    ) {
        self.review = texts
        page = PageAddress.review(review.id)
        let may = principal.permissions
        let isReported = review.state == .completed || review.state == .refused
        var exports: [Export] = []
        if isReported, may.contains(.read) {
            if isMendable {
                exports.append(
                    Export(exportAddress: files.address("fix.sh"), exportName: texts.fixScript, exportHint: texts.fixScriptHint, isDownload: true))
            }
            exports += Self.reports(files, hasTimes: review.state != .refused, texts)
            if hasTranscript { exports += Self.transcripts(files, texts) }
        }
        self.exports = exports
        hasExports = !exports.isEmpty
        mayUploadAnother = review.state == .refused && may.contains(.submit)
        mayJudge = review.state == .completed && may.contains(.respond)
        self.rubrics = rubrics.map { RubricChoice($0, current: review.rubric.name) }
        mayCancel = !review.state.isFinal && may.contains(.withdraw)
        mayDelete = may.contains(.withdraw)
    }

    /// - Parameter hasTimes: whether there is something that chapters and markers can stand in.
    private static func reports(_ files: ReviewFiles, hasTimes: Bool, _ texts: PageTexts.Review) -> [Export] {
        var forms: [(String, String, String)] = [
            ("report.html", texts.reportPage, texts.reportPageHint), ("findings.csv", texts.findingsTable, texts.findingsTableHint),
        ]
        let timed: [(String, String, String)] = [
            ("chapters.vtt", texts.chaptersVTT, texts.chaptersVTTHint), ("chapters.txt", texts.chaptersText, texts.chaptersTextHint),
            ("markers.edl", texts.markersEDL, texts.markersEDLHint), ("markers.otio", texts.markersOTIO, texts.markersOTIOHint),
        ]
        if hasTimes { forms += timed }
        return forms.map { name, title, hint in
            Export(exportAddress: files.address("exports/" + name), exportName: title, exportHint: hint, isDownload: true)
        }
    }

    private static func transcripts(_ files: ReviewFiles, _ texts: PageTexts.Review) -> [Export] {
        let forms: [(CaptionFormat, String, String)] = [
            (.vtt, texts.captionsVTT, texts.captionsVTTHint), (.srt, texts.captionsSRT, texts.captionsSRTHint),
            (.txt, texts.text, texts.textHint),
        ]
        return forms.map { format, title, hint in
            Export(exportAddress: files.address("transcript." + format.rawValue), exportName: title, exportHint: hint, isDownload: true)
        }
    }
}
