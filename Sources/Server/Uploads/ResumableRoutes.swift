internal import HTTPTypes
internal import Hummingbird
internal import Ingest
internal import JobQueue
internal import RawStructuredFieldValues
internal import ReviewModel

/// The IETF's resumable uploads, interop version 8: https://datatracker.ietf.org/doc/draft-ietf-httpbis-resumable-upload/
struct ResumableRoutes {
    let desk: UploadDesk

    private static let interopVersion = "8"
    private static let chunkType = "application/partial-upload"
    private static let supported = HTTPResponse.Status(code: 104, reasonPhrase: "Upload Resumption Supported")

    /// What a client may know before it begins.
    var capabilities: HTTPFields { [.acceptPatch: Self.chunkType, .uploadLimit: "max-size=\(desk.engine.limits.bytes)"] }

    /// Whether a request begins such an upload.
    static func begins(_ request: Request) -> Bool { boolean(request.headers[.uploadComplete]) != nil }

    func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let completes = Self.boolean(request.headers[.uploadComplete]) ?? true
        let length = try length(request, at: 0, completes: completes)
        if completes, length == 0 { throw Problem.emptyBody }
        let fields = Dictionary(request.uri.queryParameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { first, _ in first })
        let name = ContentDisposition(request.headers[.contentDisposition] ?? "").parameters["filename"]
        let arrival = Arrival(way: .resumable, fileName: FileName.clean(name ?? fields["fileName"]), sender: context.principal.name)
        let upload = try await desk.engine.create(
            NewUpload(purpose: try await desk.purpose(fields, for: context.principal), arrival: arrival, length: length))
        var place = desk.link(upload)
        place[.location] = desk.place(upload, for: request)
        place[.uploadLimit] = limit(upload)
        sendInterim(place, request, context)
        do {
            return try await append(request, context, to: upload.id, at: 0, completes: completes, place: place)
        } catch let refusal as UploadRefusal where refusal.isOfTheBytes {
            try? await desk.engine.terminate(upload.id)
            throw refusal
        }
    }

    func show(_ context: APIContext) async throws -> Response {
        let upload = try await desk.engine.settle(try await desk.upload(context).id)
        var headers = state(of: upload)
        headers[.cacheControl] = "no-store"
        headers[.uploadLength] = upload.length.map { "\($0)" }
        headers[.uploadLimit] = limit(upload)
        return Response(status: .noContent, headers: headers)
    }

    func append(_ request: Request, _ context: APIContext) async throws -> Response {
        guard request.headers[.contentType] == Self.chunkType else {
            throw Problem(
                .unsupportedMediaType, "content-type", title: "Not a part of an upload",
                detail: "A part of an upload has the Content-Type \(Self.chunkType).", headers: [.acceptPatch: Self.chunkType])
        }
        guard let offset = Self.integer(request.headers[.uploadOffset]) else {
            throw Problem.invalidHeader("Upload-Offset", "Give the byte that the part begins at, as HEAD tells it.")
        }
        guard let completes = Self.boolean(request.headers[.uploadComplete]) else {
            throw Problem.invalidHeader("Upload-Complete", "Say whether the part is the last: ?1, or ?0 where more will come.")
        }
        return try await append(request, context, to: try await desk.upload(context).id, at: offset, completes: completes)
    }

    func terminate(_ context: APIContext) async throws -> Response {
        try await desk.engine.terminate(try await desk.upload(context).id)
        return Response(status: .noContent)
    }

    /// - Parameter place: what an answer tells of the upload's place, where it has just begun.
    private func append(
        _ request: Request, _ context: APIContext, to id: String, at offset: Int64, completes: Bool, place: HTTPFields = [:]
    ) async throws -> Response {
        context.welcomeBody(of: request)
        let upload = try await desk.engine.append(
            request.body, to: id, at: offset, size: UploadDesk.number(request.headers[.contentLength]),
            length: try length(request, at: offset, completes: completes), completes: completes
        ) { received in
            sendInterim([.uploadOffset: "\(received)"], request, context)
        }
        var headers = state(of: upload)
        for field in place { headers[field.name] = field.value }
        guard completes else { return Response(status: place.isEmpty ? .noContent : .created, headers: headers) }
        do {
            guard let entry = try await desk.settle(upload) else { return Response(status: .noContent, headers: headers) }
            headers[.contentType] = "application/json"
            headers[.location] = ReviewStatus.path(entry.review.id)
            return Response(status: .accepted, headers: headers, body: ResponseBody(byteBuffer: entry.body))
        } catch var problem as Problem {
            // Every byte is there; it is the review that does not take them.
            problem.headers[.uploadComplete] = "?1"
            throw problem
        }
    }

    private func state(of upload: Upload) -> HTTPFields {
        var headers = desk.link(upload)
        headers[.uploadOffset] = "\(upload.received)"
        headers[.uploadComplete] = upload.state == .open ? "?0" : "?1"
        return headers
    }

    private func limit(_ upload: Upload) -> String {
        let age = max(0, upload.expiresAt - desk.engine.queue.clock.now)
        return "max-size=\(desk.engine.limits.bytes), max-age=\(Int64(age))"
    }

    /// The length of the whole, by Upload-Length, or by the last request's own length.
    private func length(_ request: Request, at offset: Int64, completes: Bool) throws -> Int64? {
        let header = request.headers[.uploadLength]
        // A number of more digits than the header can have is none, and who sent it should not think that it counts.
        if let header, header.utf8.count > 15, header.utf8.allSatisfy({ (48...57).contains($0) }) {
            throw Problem.invalidHeader("Upload-Length", "Give the recording's bytes as a number of at most 15 digits.")
        }
        let said = Self.integer(header)
        let rest = completes ? UploadDesk.number(request.headers[.contentLength]).map { offset + $0 } : nil
        guard said == nil || rest == nil || said == rest else {
            throw UploadRefusal.length("Upload-Length is \(said ?? 0), and the request would end the upload at \(rest ?? 0).")
        }
        return said ?? rest
    }

    private func sendInterim(_ headers: HTTPFields, _ request: Request, _ context: APIContext) {
        guard request.headers[.uploadDraftInteropVersion] == Self.interopVersion else { return }
        var headers = headers
        headers[.uploadDraftInteropVersion] = Self.interopVersion
        context.sendInterim(Self.supported, headers)
    }

    /// A value of another kind is as good as none, by the draft.
    private static func boolean(_ header: String?) -> Bool? {
        guard case .bool(let value)? = item(header) else { return nil }
        return value
    }

    private static func integer(_ header: String?) -> Int64? {
        guard case .integer(let value)? = item(header), value >= 0 else { return nil }
        return value
    }

    private static func item(_ header: String?) -> RFC9651BareItem? {
        guard let header else { return nil }
        var parser = StructuredFieldValueParser(Array(header.utf8))
        return try? parser.parseItemFieldValue().rfc9651BareItem
    }
}
