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
    /// A type that somebody else has defined, instead of this program's own.
    package var type: String?
    /// What the type defines beside the usual.
    package var members: [String: any Encodable & Sendable] = [:]

    package init(_ status: HTTPResponse.Status, _ slug: String, title: String, detail: String, headers: HTTPFields = [:]) {
        self.status = status
        self.slug = slug
        self.title = title
        self.detail = detail
        self.headers = headers
    }

    private struct Document: Encodable {
        let problem: Problem

        func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: Name.self)
            try fields.encode(problem.type ?? "urn:lectern:problem:\(problem.slug)", forKey: "type")
            try fields.encode(problem.title, forKey: "title")
            try fields.encode(problem.status.code, forKey: "status")
            try fields.encode(problem.detail, forKey: "detail")
            for (name, value) in problem.members { try fields.encode(value, forKey: Name(stringValue: name)) }
        }

        struct Name: CodingKey, ExpressibleByStringLiteral {
            let stringValue: String
            var intValue: Int? { nil }

            init(stringValue: String) { self.stringValue = stringValue }
            init(stringLiteral value: String) { self.init(stringValue: value) }
            init?(intValue: Int) { nil }
        }
    }

    /// To a request for the head alone it has no body.
    package func response(to request: Request) -> Response {
        let body = (try? StoredJSON.data(Document(problem: self))) ?? Data()
        var headers = headers
        headers[.contentType] = "application/problem+json"
        SecurityHeaders.add(to: &headers)
        guard request.method != .head else {
            return Response(status: status, headers: headers, body: ResponseBody(contentLength: body.count) { try await $0.finish(nil) })
        }
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

    static func unknownWord(_ word: String, of field: String, known: [String]) -> Problem {
        Problem(
            .unprocessableContent, "unknown-word", title: "Unknown \(field)",
            detail: "\(field) cannot be \(word). Use one of: \(known.joined(separator: ", ")).")
    }

    static func tooLong(_ field: String, limit: Int) -> Problem {
        Problem(
            .unprocessableContent, "too-long", title: "The \(field) is too long", detail: "A \(field) has up to \(limit) characters.")
    }

    static func hasNUL(_ field: String) -> Problem {
        Problem(
            .unprocessableContent, "nul", title: "The \(field) has a NUL character", detail: "Leave the character U+0000 out of the \(field).")
    }

    /// A fault of the server's own; the log has its cause.
    static let inward = Problem(
        .internalServerError, "internal", title: "Something went wrong here",
        detail: "The fault is the server's, not yours. Try again; if it stays, tell an operator the time of this request.")

    static func nothingToJudge(_ state: Review.State) -> Problem {
        Problem(
            .conflict, "nothing-to-judge", title: "There is no report to begin from",
            detail: "Only a completed review can be judged again; this one is \(state.rawValue).")
    }

    /// For somebody whose token is for some courses only.
    static func otherCourse(_ principal: Principal) -> Problem {
        var own = ""
        if case .courses(let courses) = principal.scope { own = ": " + courses.sorted().joined(separator: ", ") }
        return Problem(
            .forbidden, "other-course", title: "Not for this course", detail: "Your token is for some courses only\(own). Name one of them as course."
        )
    }

    static let noFetching = Problem(
        .unprocessableContent, "no-fetching", title: "Recordings are not fetched here",
        detail: "This service takes no addresses. Create the review without a source and upload the recording.")
}
