internal import Feedback
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import ReviewModel
internal import Storage
internal import Transcription

/// What a review has found: the report, the stills, the transcript and the measurements.
struct ReportRoutes {
    let service: ReviewService

    static let reportPath = "v1/reviews/{id}/report"
    static let reportPermission = Permission.read

    private let rendered = RenderedReports()

    init(service: ReviewService) {
        self.service = service
    }

    func add(to routes: inout RouteTable) {
        routes.get(Self.reportPath, Self.reportPermission, report)
        routes.get("v1/reviews/{id}/frames/{time}.jpg", .read, frame)
        routes.get("v1/reviews/{id}/transcript.{format}", .read, transcript)
        routes.get("v1/reviews/{id}/measurements", .read, measurements)
        routes.put("v1/reviews/{id}/findings/{finding}/response", .respond, respond)
    }

    /// JSON unless the client prefers HTML or Markdown. While stages still run it holds what they have found so far; with `Prefer: wait` it is
    /// answered once that is everything.
    @Sendable
    private func report(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.parameters.require("id")
        let preference = Preference(request)
        let entry =
            if let preference {
                try await service.entry(id, seenBy: context.principal, within: preference.wait, until: \.review.state.isFinal)
            } else {
                try await service.entry(id, seenBy: context.principal)
            }
        let form = ReportForm(accept: request.headers[.accept], acceptLanguage: request.headers[.acceptLanguage])
        var response: Response
        if let ready = ready(entry, as: form, link: context.link(request), unlessKnownBy: request.headers[.ifNoneMatch]) {
            response = ready
        } else {
            response = try await made(entry, as: form, link: context.link(request))
        }
        if let preference { response.headers[.preferenceApplied] = preference.applied }
        return response
    }

    /// The report as it was sent last, or 304 where the client has it; nil where it has to be made first.
    ///
    /// - Parameter known: the value of `If-None-Match`.
    func ready(_ entry: ReviewBoard.Entry, as form: ReportForm, link: String? = nil, unlessKnownBy known: String?) -> Response? {
        guard entry.hasRecording else { return nil }
        let tag = form.isUsual ? entry.reportTag : RenderedReports.entityTag(version: entry.review.version, format: form.name)
        if EntityTag.isKnown(tag, by: known) {
            let headers = form.isUsual ? entry.knownReportHeaders : RenderedReports.knownHeaders(tag)
            return response(.notModified, headers, of: entry)
        }
        guard let kept = rendered[RenderedReports.Key(entry.review, form, link)] else { return nil }
        return response(.ok, kept.headers, ResponseBody(byteBuffer: kept.body), of: entry)
    }

    private func made(_ entry: ReviewBoard.Entry, as form: ReportForm, link: String?) async throws -> Response {
        let review = entry.review
        guard entry.hasRecording else { throw Problem.nothingToReport(on: review) }
        // It is read after the version, so it may hold more than that; then the next version is on its way.
        let report = RenderedReports.Report(
            entityTag: RenderedReports.entityTag(version: review.version, format: form.name),
            body: try await document(of: review, as: form, link: link), form: form)
        rendered.keep(report, as: RenderedReports.Key(review, form, link))
        return response(.ok, report.headers, ResponseBody(byteBuffer: report.body), of: entry)
    }

    private func response(
        _ status: HTTPResponse.Status, _ headers: HTTPFields, _ body: ResponseBody = ResponseBody(), of entry: ReviewBoard.Entry
    ) -> Response {
        var headers = headers
        if let pause = entry.retryAfter(at: service.queue.clock.now) { headers[.retryAfter] = "\(pause)" }
        return Response(status: status, headers: headers, body: body)
    }

    private func document(of review: Review, as form: ReportForm, link: String?) async throws -> ByteBuffer {
        let isPage = form.format.showsMaterial
        let document = ReportDocument(
            report: try await service.report(of: review, in: form.language).going(on: link), rubric: review.rubric,
            measurements: isPage ? try await service.results.measurements(of: review.id) : nil,
            transcript: isPage ? try await service.spoken(in: review.id)?.transcript : nil)
        return ByteBuffer(bytes: try document.data(as: form.format))
    }

    private struct Answer: Decodable {
        var state: FindingResponse.State
        var note: String?
    }

    /// Notes what an instructor says to a finding, in the place of what they said before.
    @Sendable
    private func respond(_ request: Request, _ context: APIContext) async throws -> Response {
        let review = try await service.entry(try context.parameters.require("id"), seenBy: context.principal).review
        let form = "state (\(FindingResponse.State.allCases.map(\.rawValue).joined(separator: ", "))), note (a string)"
        guard let answer = try await request.object(Answer.self, keys: ["state", "note"], form: form) else {
            throw Problem(.badRequest, "empty-body", title: "The response is empty", detail: "Send a JSON object with \(form).")
        }
        let response = FindingResponse(
            state: answer.state, note: answer.note, actor: context.principal.name, respondedAt: service.queue.clock.now)
        try response.check()
        _ = try await service.respond(response, to: try context.parameters.require("finding"), of: review.id)
        return try .json(response)
    }

    @Sendable
    private func frame(_ request: Request, _ context: APIContext) async throws -> Response {
        let review = try await service.entry(try context.parameters.require("id"), seenBy: context.principal).review
        guard let time = Double(try context.parameters.require("time")), time.isFinite, abs(time) < 1e9,
            let hash = try await service.results.stills(of: review.id)[Still.milliseconds(time)]
        else { throw Self.noFrame }
        let headers: HTTPFields = [.contentType: "image/jpeg", .cacheControl: "private, max-age=86400", .eTag: "\"\(hash)\""]
        if EntityTag.isKnown("\"\(hash)\"", to: request) { return Response(status: .notModified, headers: headers) }
        guard let still = try await service.blobs.read(hash) else { throw Self.noFrame }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: still))
    }

    @Sendable
    private func transcript(_ request: Request, _ context: APIContext) async throws -> Response {
        let review = try await service.entry(try context.parameters.require("id"), seenBy: context.principal).review
        let name = try context.parameters.require("format")
        guard let format = CaptionFormat(rawValue: name) else {
            let known = CaptionFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(.notFound, "format-not-found", title: "No such format", detail: "There is no \(name) transcript. Use one of: \(known).")
        }
        guard let transcript = try await service.spoken(in: review.id)?.transcript else { throw Self.noTranscript(of: review) }
        return Response(
            status: .ok, headers: [.contentType: format.contentType, .cacheControl: "private, no-cache"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: try format.write(transcript))))
    }

    @Sendable
    private func measurements(_ request: Request, _ context: APIContext) async throws -> Response {
        let review = try await service.entry(try context.parameters.require("id"), seenBy: context.principal).review
        guard let set = try await service.results.measurements(of: review.id) else {
            throw Self.missing("no-measurements", "There are no measurements", from: .quality, of: review)
        }
        return try .json(set, headers: [.cacheControl: "private, no-cache"])
    }

    static func noTranscript(of review: Review) -> Problem {
        missing("no-transcript", "There is no transcript", from: .transcription, of: review)
    }

    /// What a stage has not made: it still may, or it never will.
    private static func missing(_ slug: String, _ title: String, from stage: Stage, of review: Review) -> Problem {
        guard review.state.isFinal else {
            return Problem(.conflict, "not-ready", title: "\(title) yet", detail: "The review is not through: wait for its end, and ask again.")
        }
        let reason = review.stages.first { $0.stage == stage }?.reason
        return Problem(.notFound, slug, title: title, detail: reason ?? "The review ended without.")
    }

    private static let noFrame = Problem(
        .notFound, "frame-not-found", title: "No such still", detail: "The report's evidence names the stills that there are.")
}

extension Problem {
    /// Of a review without a recording.
    static func nothingToReport(on review: Review) -> Problem {
        guard review.state.isFinal else {
            return Problem(
                .conflict, "nothing-to-report", title: "There is nothing to report yet",
                detail: "Upload the recording with PUT \(ReviewStatus.path(review.id))/media first.")
        }
        return Problem(
            .conflict, "nothing-to-report", title: "There is nothing to report", detail: review.problem ?? "The review ended without a recording.")
    }
}

extension FindingResponse {
    /// Refuses what cannot be kept.
    ///
    /// - Throws: `Problem`.
    func check() throws {
        guard let note else { return }
        guard note.unicodeScalars.count <= 2_000 else { throw Problem.tooLong("note", limit: 2_000) }
        guard !note.utf8.contains(0) else { throw Problem.hasNUL("note") }
    }
}

extension RenderedReports.Key {
    fileprivate init(_ review: Review, _ form: ReportForm, _ link: String?) {
        self.init(review: review.id, version: review.version, format: form.name, link: link)
    }
}

extension RenderedReports.Report {
    fileprivate init(entityTag: String, body: ByteBuffer, form: ReportForm) {
        var headers: HTTPFields = [
            .contentType: form.format.contentType, .contentLanguage: form.language.rawValue, .eTag: entityTag, .cacheControl: "private, no-cache",
            .vary: RenderedReports.vary,
        ]
        SecurityHeaders.add(to: &headers)
        self.init(headers: headers, body: body)
    }
}

extension APIContext {
    /// The key of the link that a request came by.
    fileprivate func link(_ request: Request) -> String? {
        guard case .review = principal.scope else { return nil }
        return request.text("key")
    }
}

extension Report {
    /// The same with addresses that a link's key opens: whoever has the link has nothing else to show.
    fileprivate func going(on link: String?) -> Report {
        guard let link else { return self }
        return placed { "\($0)?key=\(link)" }
    }
}
