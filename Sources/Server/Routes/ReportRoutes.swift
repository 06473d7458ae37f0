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

    func add(to group: RouterGroup<APIContext>) {
        group.get("reviews/{id}/report", use: report)
        group.get("reviews/{id}/frames/{time}.jpg", use: frame)
        group.get("reviews/{id}/transcript.{format}", use: transcript)
        group.get("reviews/{id}/measurements", use: measurements)
    }

    /// JSON unless the client prefers HTML or Markdown. While stages still run it holds what they have found so far.
    @Sendable
    private func report(_ request: Request, _ context: APIContext) async throws -> Response {
        let entry = try await service.entry(try context.parameters.require("id"))
        let review = entry.review
        let format = Negotiation.format(accept: request.headers[.accept])
        let tag = "\"\(review.version)-\(format.rawValue)\""
        var headers: HTTPFields = [.contentType: format.contentType, .eTag: tag, .cacheControl: "private, no-cache"]
        headers[.vary] = "Accept"
        if EntityTag.isKnown(tag, to: request) { return Response(status: .notModified, headers: headers) }
        if !review.state.isFinal { headers[.retryAfter] = "2" }
        guard review.source != nil else {
            throw Problem(
                .conflict, "no-recording", title: "There is nothing to report yet",
                detail: "Upload the recording with PUT \(ReviewStatus.path(review.id))/media first.")
        }
        let document = ReportDocument(
            report: try await report(of: review), rubric: review.rubric,
            measurements: format.showsMaterial ? try await service.results.measurements(of: review.id) : nil,
            transcript: format.showsMaterial ? try await service.results.transcript(of: review.id) : nil)
        let body = try document.data(as: format)
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// The report as stored, or what is known before the last stage has run.
    private func report(of review: Review) async throws -> Report {
        let results = service.results
        if let stored = try await results.report(of: review.id) { return stored }
        return ReportMaker(
            review: review, findings: try await results.findings(of: review.id), measurements: try await results.measurements(of: review.id),
            transcript: try await results.transcript(of: review.id)
        ).report()
    }

    @Sendable
    private func frame(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.parameters.require("id")
        let review = try await service.entry(id).review
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
    private func measurements(_ request: Request, _ context: APIContext) async throws -> Response {
        let review = try await service.entry(try context.parameters.require("id")).review
        guard let set = try await service.results.measurements(of: review.id) else {
            let reason = review.stages.first { $0.stage == .quality }?.reason ?? "They are not ready."
            throw Problem(.notFound, "no-measurements", title: "There are no measurements", detail: reason)
        }
        return try .json(set)
    }

    private static let noFrame = Problem(
        .notFound, "frame-not-found", title: "No such still", detail: "The report's evidence names the stills that there are.")
}
