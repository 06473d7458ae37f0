internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Ingest
internal import ReviewModel
internal import Storage

/// Takes in a recording, the whole file as the body, and gives it out again, in parts where a player asks for them. What breaks off on its way in is
/// thrown away; the ways of `UploadRoutes` go on instead.
struct MediaRoutes {
    let desk: UploadDesk

    func add(to routes: inout RouteTable) {
        routes.put("v1/reviews/{id}/media", .submit, put)
        // What `curl -T lecture.mp4 .../media/` sends: it adds the file's name.
        routes.put("v1/reviews/{id}/media/{fileName}", .submit, put)
        routes.get("v1/reviews/{id}/media", .read, get)
    }

    @Sendable
    private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let review = try await desk.service.entry(try context.parameters.require("id"), seenBy: context.principal).review
        guard let source = review.source, let path = try await desk.service.blobs.path(of: source.sha256) else { throw Self.noRecording }
        let tag = "\"\(source.sha256)\""
        var headers: HTTPFields = [
            .contentType: Self.contentType(of: review), .eTag: tag, .acceptRanges: "bytes", .cacheControl: "private, no-cache",
            .contentDisposition: ContentDisposition.inline(source.fileName),
        ]
        if EntityTag.isKnown(tag, to: request) { return Response(status: .notModified, headers: headers) }
        let (status, range): (HTTPResponse.Status, Range<Int64>)
        // A range is of what GET sends (RFC 9110, section 14.2).
        switch request.method == .head ? .whole : ByteRange(request, size: source.bytes, entityTag: tag) {
        case .whole: (status, range) = (.ok, 0..<source.bytes)
        case .part(let part):
            (status, range) = (.partialContent, part)
            headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(source.bytes)"
        case .unsatisfiable:
            throw Problem(
                .rangeNotSatisfiable, "range", title: "No such part", detail: "The recording has \(source.bytes) bytes, from 0 on.",
                headers: [.contentRange: "bytes */\(source.bytes)"])
        }
        // A request for the head alone must not open the file for a body that nobody reads.
        guard request.method != .head else {
            return Response(status: status, headers: headers, body: ResponseBody(contentLength: Int(range.upperBound - range.lowerBound)) { _ in })
        }
        let body = try await FileIO().loadFile(path: path, range: Int(range.lowerBound)...Int(range.upperBound - 1), context: context)
        return Response(status: status, headers: headers, body: body)
    }

    private static let noRecording = Problem(
        .notFound, "no-recording", title: "There is no recording", detail: "None has been uploaded to this review, or it is no longer kept.")

    /// By the file's name, as browsers know it.
    private static func contentType(of review: Review) -> String {
        let types = [
            "mp4": "video/mp4", "m4v": "video/mp4", "mov": "video/quicktime", "webm": "video/webm", "mkv": "video/x-matroska", "mp3": "audio/mpeg",
            "m4a": "audio/mp4", "wav": "audio/wav", "ogg": "audio/ogg", "avi": "video/x-msvideo",
        ]
        let name = review.source?.fileName ?? ""
        return name.split(separator: ".").last.flatMap { types[$0.lowercased()] } ?? "application/octet-stream"
    }

    @Sendable
    private func put(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.parameters.require("id")
        let review = try await desk.service.entry(id, seenBy: context.principal).review
        guard request.headers[.contentRange] == nil else { throw Problem.partialUpload }
        let size = UploadDesk.number(request.headers[.contentLength])
        guard size != 0 else { throw Problem.emptyBody }
        guard review.state != .cancelled else { throw Problem.cancelled }
        let entry: ReviewBoard.Entry?
        if let source = review.source {
            entry = try await receiveAgain(source, of: review, request, context, size: size)
        } else {
            entry = try await receive(request, context, for: id, size: size)
        }
        guard let entry else { throw Problem.reviewNotFound(id) }
        return Response(
            status: .accepted,
            headers: [.contentType: "application/json", .eTag: entry.entityTag, .location: ReviewStatus.path(id)],
            body: ResponseBody(byteBuffer: entry.body))
    }

    private func receive(_ request: Request, _ context: APIContext, for id: String, size: Int64?) async throws -> ReviewBoard.Entry? {
        let arrival = Arrival(way: .put, fileName: fileName(request, context), sender: context.principal.name)
        let upload = try await desk.engine.create(NewUpload(purpose: .review(id), arrival: arrival, length: size))
        context.welcomeBody(of: request)
        do {
            return try await desk.settle(try await desk.engine.append(request.body, to: upload.id, at: 0, size: size, completes: true))
        } catch {
            // Nobody knows where this one could be gone on with.
            try? await desk.engine.terminate(upload.id)
            throw error
        }
    }

    /// The same bytes sent again, because an answer was lost for example, are no fault: they are read to be compared, and not kept.
    private func receiveAgain(
        _ source: Review.Source, of review: Review, _ request: Request, _ context: APIContext, size: Int64?
    ) async throws -> ReviewBoard.Entry {
        guard size == nil || size == source.bytes else { throw Problem.hasRecording }
        context.welcomeBody(of: request)
        guard try await Checksum.sha256(of: request.body, atMost: source.bytes) == source.sha256 else { throw Problem.hasRecording }
        return try await desk.service.entry(review.id, seenBy: context.principal)
    }

    /// From the path, from `?fileName=`, or a name that says nothing.
    private func fileName(_ request: Request, _ context: APIContext) -> String {
        let given = context.parameters.get("fileName").map { $0.removingPercentEncoding ?? $0 }
        return FileName.clean(given ?? request.text("fileName"))
    }
}
