internal import HTTPTypes
internal import Hummingbird
internal import Ingest
internal import ReviewModel

/// `/v1/uploads`: each request is answered in the protocol that it speaks.
struct UploadRoutes {
    let desk: UploadDesk

    private var tus: TusRoutes { TusRoutes(desk: desk) }
    private var resumable: ResumableRoutes { ResumableRoutes(desk: desk) }
    private var form: FormRoutes { FormRoutes(desk: desk) }

    func add(to group: RouterGroup<APIContext>) {
        for path in ["uploads", "uploads/{id}"] {
            group.on(RouterPath(path), method: .options) { _, _ in options() }
        }
        group.post("uploads", use: create)
        group.get("uploads/{id}", use: show)
        group.head("uploads/{id}", use: locate)
        group.patch("uploads/{id}", use: append)
        group.delete("uploads/{id}", use: terminate)
        group.post("uploads/{id}", use: override)
    }

    private func options() -> Response {
        var headers = tus.capabilities
        for field in resumable.capabilities { headers[field.name] = field.value }
        return Response(status: .noContent, headers: headers)
    }

    @Sendable
    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        if ResumableRoutes.begins(request) { return try await resumable.create(request, context) }
        if TusRoutes.speaks(request) { return try await tus.create(request, context) }
        if FormRoutes.speaks(request) { return try await form.create(request, context) }
        throw Problem(
            .badRequest, "upload-protocol", title: "The way of the upload is not clear",
            detail: "Send Tus-Resumable (tus 1.0.0), Upload-Complete (resumable uploads) or a form as multipart/form-data.",
            headers: [.tusVersion: TusRoutes.version])
    }

    /// For people and scripts: an upload as JSON, without a word to whoever writes to it.
    @Sendable
    private func show(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.parameters.require("id")
        guard let upload = try await desk.engine.find(id) else { throw Problem(.unknown(id)) }
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
            throw Problem(
                .methodNotAllowed, "method", title: "Not this way", detail: "An upload is moved on by PATCH.",
                headers: [.allow: "GET, HEAD, PATCH, DELETE, OPTIONS"])
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
