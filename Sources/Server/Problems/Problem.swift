internal import Foundation
package import HTTPTypes
package import Hummingbird
internal import ReviewModel
internal import Storage

/// An error as an RFC 9457 problem document: a stable type, and a detail that a person can act on.
package struct Problem: Error, Sendable {
    package var status: HTTPResponse.Status
    /// The last part of `type`, which people may script against.
    package var slug: String
    package var title: String
    package var detail: String
    package var headers: HTTPFields

    package init(_ status: HTTPResponse.Status, _ slug: String, title: String, detail: String, headers: HTTPFields = [:]) {
        self.status = status
        self.slug = slug
        self.title = title
        self.detail = detail
        self.headers = headers
    }

    private struct Document: Encodable {
        var type: String
        var title: String
        var status: Int
        var detail: String
    }

    package func response() -> Response {
        let document = Document(type: "urn:lectern:problem:\(slug)", title: title, status: status.code, detail: detail)
        let body = (try? StoredJSON.data(document)) ?? Data()
        var headers = headers
        headers[.contentType] = "application/problem+json"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}

extension Problem {
    static func reviewNotFound(_ id: String) -> Problem {
        Problem(.notFound, "review-not-found", title: "No such review", detail: "There is no review \(id). It may have been deleted.")
    }

    static func unknownRubric(_ objection: String) -> Problem {
        Problem(.unprocessableContent, "unknown-rubric", title: "Unknown rubric", detail: objection)
    }

    static let cancelled = Problem(
        .conflict, "cancelled", title: "The review was cancelled", detail: "Create another review for the recording.")

    static let partialUpload = Problem(
        .badRequest, "partial-upload", title: "A part of a recording",
        detail: "Uploads cannot be resumed this way: send the whole file from its first byte, without Content-Range.")

    static let emptyBody = Problem(
        .badRequest, "empty-body", title: "The upload is empty", detail: "The request had no bytes. Send the recording as the request's body.")

    static func incompleteBody(received: Int64, expected: Int64?) -> Problem {
        let of = expected.map { " of \($0)" } ?? ""
        return Problem(
            .badRequest, "incomplete-body", title: "The upload broke off",
            detail: "\(received)\(of) bytes arrived. Nothing was kept: send the recording again.")
    }

    static func tooLarge(limit: Int64) -> Problem {
        Problem(
            .contentTooLarge, "too-large", title: "The recording is too large", detail: "Recordings of up to \(limit) bytes are accepted.")
    }

    static let noRoom = Problem(
        HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage"), "no-room", title: "No room for the recording",
        detail: "The server's disk has no room for this recording. Nothing was kept; try again once an operator has made room.")

    /// A fault of the server's own; the log has its cause.
    static let inward = Problem(
        .internalServerError, "internal", title: "Something went wrong here",
        detail: "The fault is the server's, not yours. Try again; if it stays, tell an operator the time of this request.")

    static func nothingToJudge(_ state: Review.State) -> Problem {
        Problem(
            .conflict, "nothing-to-judge", title: "There is no report to begin from",
            detail: "Only a completed review can be judged again; this one is \(state.rawValue).")
    }

    static let hasRecording = Problem(
        .conflict, "has-recording", title: "The review has its recording",
        detail: "A recording has been uploaded to this review already. Create another review for another recording.")
}
