internal import Feedback
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import ReviewModel
internal import Storage

/// The script that mends a recording as far as that needs nobody's judgement.
struct RepairRoutes {
    let service: ReviewService

    func add(to routes: inout RouteTable) {
        routes.get("v1/reviews/{id}/fix.sh", .read, script)
    }

    @Sendable
    private func script(_ request: Request, _ context: APIContext) async throws -> Response {
        let entry = try await service.entry(try context.parameters.require("id"), seenBy: context.principal)
        let review = entry.review
        guard entry.hasRecording else { throw Problem.nothingToReport(on: review) }
        // While stages still run, it would mend half of what there is.
        guard review.state.isFinal else { throw Self.notReady }
        let tag = RenderedReports.entityTag(version: review.version, format: "fix")
        var headers: HTTPFields = [.eTag: tag, .cacheControl: "private, no-cache"]
        if EntityTag.isKnown(tag, to: request) { return Response(status: .notModified, headers: headers) }
        let spoken = try await service.spoken(in: review.id)
        let made = RepairScript(
            report: try await service.report(of: review), review: review, findings: try await service.results.findings(of: review.id),
            transcript: spoken?.recognised, captions: spoken?.transcript)
        guard let made else { throw Self.nothing }
        headers[.contentType] = "text/x-shellscript; charset=utf-8"
        headers[.contentDisposition] = ContentDisposition.attachment(made.scriptName)
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: made.text())))
    }

    private static let notReady = Problem(
        .conflict, "not-ready", title: "There is no script yet", detail: "The review is not through: wait for its end, and ask again.")
    private static let nothing = Problem(
        .notFound, "nothing-to-mend", title: "There is nothing to mend by a script",
        detail: "What the report names needs a person, or it names nothing.")
}
