internal import Feedback
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import ReviewModel
internal import Storage
internal import Transcription

/// What a review has found: the report, the stills, the transcript and the measurements.
struct ReportRoutes {
    let service: ReviewService

    func add(to group: RouterGroup<BasicRequestContext>) {
        group.get("reviews/{id}/report", use: report)
        group.get("reviews/{id}/frames/{time}.jpg", use: frame)
        group.get("reviews/{id}/transcript.{format}", use: transcript)
        group.get("reviews/{id}/measurements", use: measurements)
    }

    /// JSON unless the client prefers HTML or Markdown. While stages still run it holds what they have found so far.
    @Sendable
    private func report(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let entry = try await service.entry(try context.parameters.require("id"))
        let review = entry.review
        let format = Negotiation.format(accept: request.headers[.accept])
        let tag = "\"\(review.version)-\(format.rawValue)\""
        var headers: HTTPFields = [.contentType: format.contentType, .eTag: tag, .cacheControl: "private, no-cache"]
        headers[.vary] = "Accept"
        if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
        if !review.state.isFinal { headers[.retryAfter] = "2" }
        guard review.source != nil else {
            throw Problem(
                .conflict, "no-recording", title: "There is nothing to report yet",
                detail: "Upload the recording with PUT \(ReviewStatus.path(review.id))/media first.")
        }
        let body = try await render(review, format)
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    private func render(_ review: Review, _ format: ReportFormat) async throws -> Data {
        let stored = try await service.results.report(of: review.id)
        let report = if let stored { stored } else { try await preliminary(review) }
        switch format {
        case .json: return try report.json()
        case .markdown: return Data(MarkdownReport(report: report).render().utf8)
        case .text: return Data(TextReport(report: report).render().utf8)
        case .html:
            let measurements = try await service.results.measurements(of: review.id)
            let transcript = try await service.results.transcript(of: review.id)
            let timeline = Timeline(
                measurements: measurements, transcript: transcript, findings: report.findings, duration: report.media?.duration ?? 0,
                rubric: Rubric.named(review.rubric))
            return Data(try HTMLReport(report: report, timeline: timeline, transcript: transcript).render().utf8)
        }
    }

    /// What is known before the last stage has run.
    private func preliminary(_ review: Review) async throws -> Report {
        let findings = try await service.results.findings(of: review.id)
        let measurements = try await service.results.measurements(of: review.id)
        let transcript = try await service.results.transcript(of: review.id)
        return ReportMaker(review: review, findings: findings, measurements: measurements, transcript: transcript).report()
    }

    @Sendable
    private func frame(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let id = try context.parameters.require("id")
        let review = try await service.entry(id).review
        guard let time = Double(try context.parameters.require("time")), time.isFinite, abs(time) < 1e9,
            let hash = try await service.results.stills(of: review.id)[Still.milliseconds(time)],
            let still = try await service.blobs.read(hash)
        else {
            throw Problem(.notFound, "frame-not-found", title: "No such still", detail: "The report's evidence names the stills that there are.")
        }
        return Response(
            status: .ok, headers: [.contentType: "image/jpeg", .cacheControl: "private, max-age=86400", .eTag: "\"\(hash)\""],
            body: ResponseBody(byteBuffer: still))
    }

    @Sendable
    private func transcript(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let review = try await service.entry(try context.parameters.require("id")).review
        let name = try context.parameters.require("format")
        guard let format = CaptionFormat(rawValue: name) else {
            let known = CaptionFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(.notFound, "format-not-found", title: "No such format", detail: "There is no \(name) transcript. Use one of: \(known).")
        }
        guard let transcript = try await service.results.transcript(of: review.id) else {
            let reason = review.stages.first { $0.stage == .transcription }?.reason ?? "It is not ready."
            throw Problem(.notFound, "no-transcript", title: "There is no transcript", detail: reason)
        }
        return Response(
            status: .ok, headers: [.contentType: format.contentType],
            body: ResponseBody(byteBuffer: ByteBuffer(string: try format.write(transcript))))
    }

    @Sendable
    private func measurements(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let review = try await service.entry(try context.parameters.require("id")).review
        guard let set = try await service.results.measurements(of: review.id) else {
            let reason = review.stages.first { $0.stage == .quality }?.reason ?? "They are not ready."
            throw Problem(.notFound, "no-measurements", title: "There are no measurements", detail: reason)
        }
        return Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try StoredJSON.data(set))))
    }
}
