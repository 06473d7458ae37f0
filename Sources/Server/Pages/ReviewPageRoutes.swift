internal import Feedback
internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import ReviewModel
internal import Storage

/// The page of one review: its progress, and once it has ended well its report. The forms on it are for browsers without scripts, too.
struct ReviewPageRoutes {
    let service: ReviewService
    let desk: PageDesk

    func add(to routes: inout RouteTable) {
        routes.get("reviews/{id}", .follow, show)
        routes.post("reviews/{id}/findings/{finding}/response", .respond, respond)
        routes.post("reviews/{id}/rerun", .respond, rerun)
        routes.post("reviews/{id}/cancel", .withdraw, cancel)
        routes.post("reviews/{id}/delete", .withdraw, delete)
    }

    /// Seconds between two looks of a browser without scripts.
    private static let refresh = 8

    @Sendable
    private func show(_ request: Request, _ context: APIContext) async throws -> Response {
        let entry = try await entry(context)
        let files = ReviewFiles(of: entry.review.id, key: context.isGuest ? request.text("key") : nil)
        let hasReport = (entry.review.state == .completed || entry.review.state == .refused) && entry.hasRecording
        let content =
            if hasReport, context.principal.permissions.contains(.read) {
                try await report(of: entry.review, files, context)
            } else {
                try progress(of: entry, files, context)
            }
        return try desk.page(
            content,
            PageDesk.About(
                title: ReviewName.text(entry.review, desk.texts.review), scripts: ["review.js"],
                refresh: entry.review.state.isFinal ? nil : Self.refresh),
            for: context)
    }

    private func progress(of entry: ReviewBoard.Entry, _ files: ReviewFiles, _ context: APIContext) throws -> String {
        let head = ReviewHead(entry.review, isGuest: context.isGuest, desk.texts.review)
        let menus = try menus(of: entry.review, files, hasTranscript: false, isMendable: false, context)
        return try desk.templates.progress.render(
            ProgressPage(entry, head, menus: menus, files, at: service.queue.clock.now, desk))
    }

    private func report(of review: Review, _ files: ReviewFiles, _ context: APIContext) async throws -> String {
        let texts = desk.texts.review
        let report = try await service.report(of: review).placed(files.address)
        let measurements = try await service.results.measurements(of: review.id)
        let spoken = try await service.spoken(in: review.id)
        let chapters = SlideList.places(measurements?.spans ?? [], texts)
        let earlier = try await earlier(than: report, context)
        let hasMedia = review.media?.video != nil || review.media?.audio != nil
        let page = ReviewPage(
            review: texts, head: ReviewHead(review, isGuest: context.isGuest, texts), news: texts.news,
            menusMarkup: try menus(
                of: review, files, hasTranscript: spoken != nil, isMendable: report.plan.items.contains(where: \.isScripted), context),
            hasMedia: hasMedia, hasPicture: review.media?.video != nil, media: files.address("media"),
            captions: spoken.map { _ in files.address("transcript.vtt") }, captionLanguage: spoken?.transcript.language ?? "",
            hasChapters: chapters.count > 1, chapters: chapters,
            reportMarkup: try markup(
                of: report, review, measurements, spoken, hasMedia ? files.address("media") : nil, earlier: earlier, files, context))
        return try desk.templates.review.render(page)
    }

    /// The page of the upload before, for those who may see it, as long as it is there.
    private func earlier(than report: Report, _ context: APIContext) async throws -> String? {
        guard let id = report.comparison?.previousReview, !context.isGuest else { return nil }
        do {
            return PageAddress.review(try await service.entry(id, seenBy: context.principal).review.id)
        } catch is Problem {
            return nil
        }
    }

    private func markup(
        of report: Report, _ review: Review, _ measurements: MeasurementSet?, _ spoken: SpokenTranscript?, _ media: String?, earlier: String?,
        _ files: ReviewFiles, _ context: APIContext
    ) throws -> String {
        let mayRespond = context.principal.permissions.contains(.respond)
        let timeline = Timeline(
            measurements: measurements, transcript: spoken?.transcript, findings: report.findings, duration: report.media?.duration ?? 0,
            rubric: review.rubric)
        var additions = HTMLReport.Additions(earlier: earlier)
        for item in report.findings { additions.answers[item.id] = try answer(to: item, review, files, mayRespond: mayRespond) }
        additions.transcript = try spoken.map { spoken in
            try desk.templates.spoken.render(
                SpokenLines(spoken.transcript, corrected: spoken.corrected, mayCorrect: mayRespond, files, desk.texts.review))
        }
        return try HTMLReport(report: report, timeline: timeline, transcript: spoken?.transcript, mediaAddress: media).fragment(additions)
    }

    private func answer(to item: Report.Item, _ review: Review, _ files: ReviewFiles, mayRespond: Bool) throws -> String? {
        if mayRespond {
            return try desk.templates.answer.render(FindingAnswer(item, page: PageAddress.review(review.id), files, desk))
        }
        return item.response.map { response in
            let text = Markup.escape(FindingAnswer.text(response, desk))
            return Markup.element(
                "div", ["class": "answer"], Markup.element("p", ["class": "answered", "data-state": response.state.rawValue], text))
        }
    }

    private func menus(of review: Review, _ files: ReviewFiles, hasTranscript: Bool, isMendable: Bool, _ context: APIContext) throws -> String {
        return try desk.templates.menus.render(
            ReviewMenus(
                review, files: files, hasTranscript: hasTranscript, isMendable: isMendable, rubrics: service.rubrics.rubrics, for: context.principal,
                desk.texts.review))
    }

    @Sendable
    private func respond(_ request: Request, _ context: APIContext) async throws -> Response {
        let review = try await entry(context).review
        let fields = try await request.formFields()
        guard let state = fields["state"].flatMap(FindingResponse.State.init(rawValue:)) else {
            throw Problem.unknownWord(fields["state"] ?? "", of: "state", known: FindingResponse.State.allCases.map(\.rawValue))
        }
        let finding = try context.parameters.require("finding")
        let note = fields["note"].flatMap { $0.isEmpty ? nil : $0 }
        let response = FindingResponse(state: state, note: note, actor: context.principal.name, respondedAt: service.queue.clock.now)
        try response.check()
        _ = try await service.respond(response, to: finding, of: review.id)
        return .seeOther(PageAddress.review(review.id) + "#findings")
    }

    @Sendable
    private func rerun(_ request: Request, _ context: APIContext) async throws -> Response {
        let review = try await entry(context).review
        let name = try await request.formFields()["rubric"] ?? review.rubric.name
        _ = try await service.judgeAgain(review, by: try service.rubric(name))
        return .seeOther(PageAddress.review(review.id))
    }

    @Sendable
    private func cancel(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try await entry(context).review.id
        _ = try await service.cancel(id)
        return .seeOther(PageAddress.review(id))
    }

    @Sendable
    private func delete(_ request: Request, _ context: APIContext) async throws -> Response {
        try await service.delete(try await entry(context).review.id)
        return .seeOther(HomePage.afterDeletion)
    }

    private func entry(_ context: APIContext) async throws -> ReviewBoard.Entry {
        try await service.entry(try context.parameters.require("id"), seenBy: context.principal)
    }
}

extension APIContext {
    /// Whether a request comes by a link, and its reader sees one review alone.
    var isGuest: Bool {
        if case .review = principal.scope { true } else { false }
    }
}
