internal import HTTPTypes
internal import Hummingbird
internal import Ingest
internal import JobQueue
internal import ReviewModel

/// `/v1/uploads`: each request is answered in the protocol that it speaks.
struct UploadRoutes {
    let desk: UploadDesk

    private var tus: TusRoutes { TusRoutes(desk: desk) }
    private var resumable: ResumableRoutes { ResumableRoutes(desk: desk) }
    private var form: FormRoutes { FormRoutes(desk: desk) }

    func add(to routes: inout RouteTable) {
        for path in ["v1/uploads", "v1/uploads/{id}"] { routes.add(.options, path, nil) { _, _ in options() } }
        routes.post("v1/uploads", .submit, marking(create))
        routes.get("v1/uploads/{id}", .submit, marking(show))
        routes.add(.head, "v1/uploads/{id}", .submit, marking(locate))
        routes.add(.patch, "v1/uploads/{id}", .submit, marking(append))
        routes.delete("v1/uploads/{id}", .submit, marking(terminate))
        routes.post("v1/uploads/{id}", .submit, marking(override))
    }

    /// Marks every answer to a client that speaks tus as one of this protocol.
    private func marking(_ handler: @escaping RouteTable.Handler) -> RouteTable.Handler {
        { request, context in
            var response = try await handler(request, context)
            if TusRoutes.speaks(request) { response.headers[.tusResumable] = TusRoutes.version }
            return response
        }
    }

    private func options() -> Response {
        var headers = tus.capabilities
        for field in resumable.capabilities { headers[field.name] = field.value }
        return Response(status: .noContent, headers: headers)
    }

    @Sendable
    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        guard !ResumableRoutes.begins(request) || !TusRoutes.speaks(request) else {
            throw Self.unclear("Send Tus-Resumable or Upload-Complete, not both.")
        }
        if ResumableRoutes.begins(request) { return try await resumable.create(request, context) }
        if TusRoutes.speaks(request) { return try await tus.create(request, context) }
        if FormRoutes.speaks(request) { return try await form.create(request, context) }
        throw Self.unclear("Send Tus-Resumable (tus 1.0.0), Upload-Complete (resumable uploads) or a form as multipart/form-data.")
    }

    private static func unclear(_ sentence: String) -> Problem {
        Problem(
            .badRequest, "upload-protocol", title: "The way of the upload is not clear", detail: sentence, headers: [.tusVersion: TusRoutes.version])
    }

    /// For people and scripts: an upload as JSON, without a word to whoever writes to it.
    @Sendable
    private func show(_ request: Request, _ context: APIContext) async throws -> Response {
        let upload = try await desk.upload(context)
        guard upload.expiresAt > desk.engine.queue.clock.now else { throw UploadRefusal.unknown(upload.id) }
        return try .json(UploadStatus(upload), headers: [.cacheControl: "no-store"])
    }

    @Sendable
    private func locate(_ request: Request, _ context: APIContext) async throws -> Response {
        TusRoutes.speaks(request) ? try await tus.show(request, context) : try await resumable.show(context)
    }

    @Sendable
    private func append(_ request: Request, _ context: APIContext) async throws -> Response {
        TusRoutes.speaks(request) ? try await tus.append(request, context) : try await resumable.append(request, context)
    }

    @Sendable
    private func terminate(_ request: Request, _ context: APIContext) async throws -> Response {
        TusRoutes.speaks(request) ? try await tus.terminate(request, context) : try await resumable.terminate(context)
    }

    /// tus lets clients that know no other methods say by a header which they mean.
    @Sendable
    private func override(_ request: Request, _ context: APIContext) async throws -> Response {
        switch request.headers[.methodOverride]?.uppercased() {
        case "PATCH": try await tus.append(request, context)
        case "HEAD": try await tus.show(request, context)
        case "DELETE": try await tus.terminate(request, context)
        default:
            throw Problem.invalidHeader("X-HTTP-Method-Override", "Say PATCH, HEAD or DELETE; or use these methods themselves.")
        }
    }
}

/// An upload as its sender sees it.
private struct UploadStatus: Encodable {
    var id: String
    var state: Upload.State
    var fileName: String
    var bytes: Int64
    var length: Int64?
    var expiresAt: String
    var links: [String: String]

    init(_ upload: Upload) {
        (id, state, fileName, bytes, length) = (upload.id, upload.state, upload.arrival.fileName, upload.received, upload.length)
        expiresAt = InternetTime.text(upload.expiresAt)
        links = ["self": UploadDesk.path(upload)]
        links["review"] = upload.review.map(ReviewStatus.path)
    }
}
