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

    private let rendered = RenderedReports()

    init(service: ReviewService) {
        self.service = service
    }

    func add(to routes: inout RouteTable) {
        routes.get("v1/reviews/{id}/report", .read, report)
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
        let entry: ReviewBoard.Entry
        if preference == nil, let shown = try service.shown(id, to: context.principal) {
            entry = shown
        } else if let preference {
            entry = try await service.entry(id, seenBy: context.principal, within: preference.wait, until: \.review.state.isFinal)
        } else {
            entry = try await service.entry(id, seenBy: context.principal)
        }
        let format = Negotiation.format(accept: request.headers[.accept])
        if format == .json, preference == nil, entry.hasRecording, EntityTag.isKnown(entry.reportTag, to: request) {
            var headers = entry.knownReportHeaders
            if let pause = entry.retryAfter(at: service.queue.clock.now) { headers[.retryAfter] = "\(pause)" }
            return Response(status: .notModified, headers: headers)
        }
        let review = entry.review
        let key = RenderedReports.Key(review: review.id, version: review.version, format: format.rawValue, link: context.link(request))
        if let kept = rendered[key] { return Self.response(kept, entry, preference, to: request, at: service.queue.clock.now) }
        let tag = RenderedReports.entityTag(version: key.version, format: key.format)
        if review.source != nil, EntityTag.isKnown(tag, to: request) {
            let known = RenderedReports.Report(entityTag: tag, body: ByteBuffer(), format: format)
            return Self.response(known, entry, preference, to: request, at: service.queue.clock.now)
        }
        guard review.source != nil else {
            throw Problem(
                .conflict, "nothing-to-report", title: "There is nothing to report yet",
                detail: review.state.isFinal
                    ? review.problem ?? "The review ended without a recording."
                    : "Upload the recording with PUT \(ReviewStatus.path(review.id))/media first.")
        }
        // It is read after the version, so it may hold more than that; then the next version is on its way.
        let made = RenderedReports.Report(
            entityTag: tag, body: try await document(of: review, as: format, link: key.link), format: format)
        rendered.keep(made, as: key)
        return Self.response(made, entry, preference, to: request, at: service.queue.clock.now)
    }

    private static func response(
        _ report: RenderedReports.Report, _ entry: ReviewBoard.Entry, _ preference: Preference?, to request: Request,
        at now: @autoclosure () -> Double
    ) -> Response {
        let isKnown = EntityTag.isKnown(report.entityTag, to: request)
        var headers = isKnown ? report.knownHeaders : report.headers
        if let preference { headers[.preferenceApplied] = preference.applied }
        if let pause = entry.retryAfter(at: now()) { headers[.retryAfter] = "\(pause)" }
        if isKnown { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: report.body))
    }

    private func document(of review: Review, as format: ReportFormat, link: String?) async throws -> ByteBuffer {
        let document = ReportDocument(
            report: try await service.report(of: review).going(on: link), rubric: review.rubric,
            measurements: format.showsMaterial ? try await service.results.measurements(of: review.id) : nil,
            transcript: format.showsMaterial ? try await service.results.transcript(of: review.id) : nil)
        return ByteBuffer(bytes: try document.data(as: format))
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
        if let note = answer.note {
            guard note.unicodeScalars.count <= 2_000 else { throw Problem.tooLong("note", limit: 2_000) }
            guard !note.utf8.contains(0) else { throw Problem.hasNUL("note") }
        }
        let response = FindingResponse(
            state: answer.state, note: answer.note, actor: context.principal.name, respondedAt: service.queue.clock.now)
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
        guard let transcript = try await service.results.transcript(of: review.id) else {
            throw Self.missing("no-transcript", "There is no transcript", from: .transcription, of: review)
        }
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

extension RenderedReports.Report {
    fileprivate init(entityTag: String, body: ByteBuffer, format: ReportFormat) {
        var headers: HTTPFields = [.contentType: format.contentType, .eTag: entityTag, .cacheControl: "private, no-cache", .vary: "Accept"]
        SecurityHeaders.add(to: &headers)
        self.init(entityTag: entityTag, headers: headers, knownHeaders: RenderedReports.knownHeaders(entityTag), body: body)
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
        var report = self
        for finding in report.findings.indices {
            for index in report.findings[finding].evidence.indices { report.findings[finding].evidence[index].href += "?key=\(link)" }
        }
        if let files = report.transcript?.href { report.transcript?.href = files.mapValues { "\($0)?key=\(link)" } }
        return report
    }
}
