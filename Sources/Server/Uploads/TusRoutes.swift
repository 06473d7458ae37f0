internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Ingest
internal import ReviewModel

/// The tus protocol, version 1.0.0, with all of its extensions but checksum trailers: https://tus.io/protocols/resumable-upload
struct TusRoutes {
    let desk: UploadDesk

    static let version = "1.0.0"
    private static let chunkType = "application/offset+octet-stream"
    private static let extensions =
        "creation,creation-with-upload,creation-defer-length,expiration,checksum,termination,concatenation"

    /// What a client may know before it begins.
    var capabilities: HTTPFields {
        [
            .tusResumable: Self.version, .tusVersion: Self.version, .tusExtension: Self.extensions,
            .tusMaxSize: "\(desk.engine.limits.bytes)", .tusChecksumAlgorithm: Checksum.algorithms.joined(separator: ","),
        ]
    }

    /// Whether a request speaks this protocol.
    static func speaks(_ request: Request) -> Bool { request.headers[.tusResumable] != nil }

    func create(_ request: Request, _ context: APIContext) async throws -> Response {
        try checkVersion(request)
        let metadata = request.headers[.uploadMetadata]
        guard let fields = TusMetadata.fields(metadata ?? "") else {
            throw Problem.invalidHeader("Upload-Metadata", "Write it as names and Base64 values: title U3VtcywgcHJvdmVu, course bWF0aHM=")
        }
        let arrival = Arrival(way: .tus, fileName: UploadDesk.fileName(fields["filename"] ?? fields["name"]))
        let concat = request.headers[.uploadConcat]
        if let concat, concat.hasPrefix("final;") {
            guard request.headers[.uploadLength] == nil else {
                throw Problem.invalidHeader("Upload-Length", "A join has the length of its parts: leave Upload-Length out.")
            }
            let new = NewUpload(purpose: try desk.purpose(fields), arrival: arrival, length: nil, metadata: metadata)
            let joined = try await desk.engine.join(try parts(concat), new)
            _ = try await desk.settle(joined)
            return created(joined)
        }
        guard concat == nil || concat == "partial" else {
            throw Problem.invalidHeader("Upload-Concat", "Use partial, or final; and the addresses of the parts.")
        }
        let length = try length(request)
        guard length != 0 || concat != nil else { throw Problem.emptyBody }
        let purpose = concat == nil ? try desk.purpose(fields) : .part
        var upload = try await desk.engine.create(NewUpload(purpose: purpose, arrival: arrival, length: length, metadata: metadata))
        if request.headers[.contentType] == Self.chunkType || upload.length == 0 {
            upload = try await append(request, context, to: upload.id, at: 0)
        }
        return created(upload)
    }

    func show(_ request: Request, _ context: APIContext) async throws -> Response {
        try checkVersion(request)
        let upload = try await desk.engine.settle(try context.parameters.require("id"))
        var headers = state(of: upload)
        headers[.cacheControl] = "no-store"
        headers[.uploadMetadata] = upload.metadata
        if let length = upload.length { headers[.uploadLength] = "\(length)" } else { headers[.uploadDeferLength] = "1" }
        if upload.isPart { headers[.uploadConcat] = "partial" }
        if !upload.parts.isEmpty { headers[.uploadConcat] = "final;" + upload.parts.map { "/v1/uploads/\($0)" }.joined(separator: " ") }
        return Response(status: .ok, headers: headers)
    }

    func append(_ request: Request, _ context: APIContext) async throws -> Response {
        try checkVersion(request)
        guard request.headers[.contentType] == Self.chunkType else {
            throw Problem(
                .unsupportedMediaType, "content-type", title: "Not a chunk",
                detail: "A chunk of an upload has the Content-Type \(Self.chunkType).")
        }
        guard let offset = UploadDesk.number(request.headers[.uploadOffset]) else {
            throw Problem.invalidHeader("Upload-Offset", "Give the byte that the chunk begins at, as HEAD tells it.")
        }
        let upload = try await append(request, context, to: try context.parameters.require("id"), at: offset)
        return Response(status: .noContent, headers: state(of: upload))
    }

    func terminate(_ request: Request, _ context: APIContext) async throws -> Response {
        try checkVersion(request)
        try await desk.engine.terminate(try context.parameters.require("id"))
        return Response(status: .noContent)
    }

    private func append(_ request: Request, _ context: APIContext, to id: String, at offset: Int64) async throws -> Upload {
        let checksum = try checksum(request)
        let length = request.headers[.uploadLength] == nil ? nil : try length(request)
        context.welcomeBody(of: request)
        let upload = try await desk.engine.append(
            request.body, to: id, at: offset, size: UploadDesk.number(request.headers[.contentLength]), length: length, checksum: checksum)
        _ = try await desk.settle(upload)
        return upload
    }

    private func created(_ upload: Upload) -> Response {
        var headers = state(of: upload)
        headers[.location] = UploadDesk.path(upload)
        return Response(status: .created, headers: headers)
    }

    private func state(of upload: Upload) -> HTTPFields {
        var headers = desk.link(upload)
        headers[.uploadOffset] = "\(upload.received)"
        if upload.state == .open { headers[.uploadExpires] = InternetTime.httpDate(upload.expiresAt) }
        return headers
    }

    private func length(_ request: Request) throws -> Int64? {
        switch (request.headers[.uploadLength], request.headers[.uploadDeferLength]) {
        case (let text?, nil):
            guard let length = UploadDesk.number(text) else {
                throw Problem.invalidHeader("Upload-Length", "Give the recording's bytes as a number.")
            }
            return length
        case (nil, "1"?): return nil
        default: throw Problem.invalidHeader("Upload-Length", "Give the recording's bytes, or Upload-Defer-Length: 1 and not both.")
        }
    }

    private func checksum(_ request: Request) throws -> Checksum? {
        guard let header = request.headers[.uploadChecksum] else { return nil }
        let words = header.split(separator: " ")
        guard words.count == 2, let digest = Data(base64Encoded: String(words[1])),
            let checksum = Checksum(algorithm: String(words[0]), digest: Array(digest))
        else {
            throw Problem.invalidHeader(
                "Upload-Checksum", "Give an algorithm (\(Checksum.algorithms.joined(separator: " or "))) and the chunk's digest in Base64.")
        }
        return checksum
    }

    private func parts(_ concat: String) throws -> [String] {
        let parts = concat.dropFirst("final;".count).split(separator: " ").map { address in
            address.split(separator: "/").last.map(String.init) ?? ""
        }
        guard !parts.isEmpty, parts.count <= 1_000 else {
            throw Problem.invalidHeader("Upload-Concat", "Give the addresses of 1 to 1,000 parts, with spaces between them.")
        }
        return parts
    }

    /// Holds the client to the version.
    private func checkVersion(_ request: Request) throws {
        guard request.headers[.tusResumable] != Self.version else { return }
        throw Problem(
            .preconditionFailed, "tus-version", title: "Another version of tus",
            detail: "This server speaks tus \(Self.version): send Tus-Resumable: \(Self.version).", headers: [.tusVersion: Self.version])
    }
}

/// Marks every answer to a client that speaks tus as one of this protocol, refusals too.
struct TusMiddleware<Context: RequestContext>: RouterMiddleware {
    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        var response = try await next(request, context)
        if TusRoutes.speaks(request) { response.headers[.tusResumable] = TusRoutes.version }
        return response
    }
}
