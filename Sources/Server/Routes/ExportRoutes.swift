internal import Feedback
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import ReviewModel

/// The report as files for other programs: spreadsheets, players, editors.
struct ExportRoutes {
    let service: ReviewService

    func add(to routes: inout RouteTable) {
        routes.get("v1/reviews/{id}/exports/{name}", .read, export)
    }

    /// While stages still run, a file holds what they have found so far.
    @Sendable
    private func export(_ request: Request, _ context: APIContext) async throws -> Response {
        let entry = try await service.entry(try context.parameters.require("id"), seenBy: context.principal)
        let name = try context.parameters.require("name")
        guard let export = ReportExport(rawValue: name) else { throw Self.notFound(name) }
        let review = entry.review
        guard entry.hasRecording else { throw Problem.nothingToReport(on: review) }
        let tag = RenderedReports.entityTag(version: review.version, format: export.rawValue)
        var headers: HTTPFields = [.eTag: tag, .cacheControl: "private, no-cache"]
        if let pause = entry.retryAfter(at: service.queue.clock.now) { headers[.retryAfter] = "\(pause)" }
        if EntityTag.isKnown(tag, to: request) { return Response(status: .notModified, headers: headers) }
        var material = try await ReportMaterial(
            try await service.report(of: review), of: review, export.parts.subtracting([.transcript]), results: service.results, blobs: service.blobs)
        // What people corrected is what was said.
        if export.parts.contains(.transcript) { material.transcript = try await service.spoken(in: review.id)?.transcript }
        headers[.contentType] = export.contentType
        headers[.contentDisposition] = ContentDisposition.attachment(export.fileName(titled: material.report.review.title))
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: try export.data(from: material))))
    }

    private static func notFound(_ name: String) -> Problem {
        let known = ReportExport.allCases.map(\.rawValue).joined(separator: ", ")
        return Problem(.notFound, "export-not-found", title: "No such export", detail: "There is no \(name.prefix(60)). Use one of: \(known).")
    }
}
