internal import HTTPTypes
internal import Ingest

extension Problem {
    /// Why an upload was refused, and what to do about it.
    init(_ refusal: UploadRefusal) {
        switch refusal {
        case .unknown(let id):
            self.init(
                .notFound, "upload-not-found", title: "No such upload",
                detail: "There is no upload \(id). It was taken back, or its time was over: begin another one.")
        case .noSuchReview(let id): self = .reviewNotFound(id)
        case .reviewTakesNone: self = .hasRecording
        case .offset(let expected, let given):
            self.init(
                .conflict, "offset", title: "The upload is elsewhere",
                detail: "The upload is at byte \(expected), and the request goes on from \(given). Ask by HEAD where it is, and go on from there.")
            type = "https://iana.org/assignments/http-problem-types#mismatching-upload-offset"
            members = ["expected-offset": expected, "provided-offset": given]
            headers[.uploadOffset] = "\(expected)"
        case .complete:
            self.init(
                .badRequest, "upload-complete", title: "The upload is complete", detail: "Every byte is there. Nothing more can be added to it.")
            type = "https://iana.org/assignments/http-problem-types#completed-upload"
        case .length(let sentence):
            self.init(.badRequest, "upload-length", title: "The lengths do not agree", detail: sentence)
            type = "https://iana.org/assignments/http-problem-types#inconsistent-upload-length"
        case .tooLarge(let limit):
            self.init(
                .contentTooLarge, "too-large", title: "The recording is too large", detail: "Recordings of up to \(limit) bytes are accepted.",
                headers: [.uploadLimit: "max-size=\(limit)"])
        case .noRoom: self = .noRoom
        case .empty: self = .emptyBody
        case .checksum:
            self.init(
                HTTPResponse.Status(code: 460, reasonPhrase: "Checksum Mismatch"), "checksum", title: "The bytes changed on their way",
                detail: "They are not what the checksum says, and none of them was kept. Send them again.")
        case .takenOver:
            self.init(
                .conflict, "taken-over", title: "A newer request goes on with the upload",
                detail: "What this one sent before is kept. Ask by HEAD where the upload is.")
        case .stalled:
            self.init(
                .requestTimeout, "stalled", title: "Nothing came for too long",
                detail: "What came before is kept. Ask by HEAD where the upload is, and go on from there.")
        case .busy:
            self.init(
                HTTPResponse.Status(code: 423, reasonPhrase: "Locked"), "upload-busy", title: "The upload is being written",
                detail: "Whoever writes to it has not let go yet. Try again in a moment.", headers: [.retryAfter: "5"])
        case .brokenOff(let received): self = .incompleteBody(received: received)
        case .parts(let sentence):
            self.init(.badRequest, "parts", title: "The parts cannot be joined", detail: sentence)
        }
    }

    static func notFetched(_ refusal: FetchRefusal) -> Problem {
        Problem(.unprocessableContent, "source", title: "The recording cannot be fetched", detail: refusal.sentence)
    }

    static let cancelled = Problem(
        .conflict, "cancelled", title: "The review was cancelled", detail: "Create another review for the recording.")

    static let hasRecording = Problem(
        .conflict, "has-recording", title: "The review has its recording",
        detail: "A recording has been uploaded to this review already, or it has ended. Create another review for another recording.")

    static let partialUpload = Problem(
        .badRequest, "partial-upload", title: "A part of a recording",
        detail: "A PUT sends the whole file from its first byte, without Content-Range. To send it in parts, POST to /v1/uploads.")

    static let emptyBody = Problem(
        .badRequest, "empty-body", title: "The upload is empty", detail: "The request had no bytes. Send the recording as the request's body.")

    static func incompleteBody(received: Int64) -> Problem {
        Problem(
            .badRequest, "incomplete-body", title: "The upload broke off", detail: "\(received) bytes arrived. Send the recording again.")
    }

    static let noRoom = Problem(
        HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage"), "no-room", title: "No room for the recording",
        detail: "The server's disk has no room for this recording. Try again once an operator has made room.")

    static func invalidHeader(_ name: String, _ sentence: String) -> Problem {
        Problem(.badRequest, "invalid-header", title: "\(name) is not understood", detail: sentence)
    }
}
