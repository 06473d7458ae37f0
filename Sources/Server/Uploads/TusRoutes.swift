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
        var new = NewUpload(
            purpose: .part,
            arrival: Arrival(way: .tus, fileName: FileName.clean(fields["filename"] ?? fields["name"]), sender: context.principal.name),
            length: nil, metadata: metadata, owner: context.principal.account)
        let concat = request.headers[.uploadConcat]
        if let concat, concat.hasPrefix("final;") {
            new.parts = try parts(concat)
            new.purpose = try await desk.purpose(fields, for: context.principal)
            return try await join(new, request, context)
        }
        guard concat == nil || concat == "partial" else {
            throw Problem.invalidHeader("Upload-Concat", "Use partial, or final; and the addresses of the parts.")
        }
        _ = try checksum(request)
        new.length = try length(request)
        guard new.length != 0 || concat != nil else { throw Problem.emptyBody }
        if concat == nil { new.purpose = try await desk.purpose(fields, for: context.principal) }
        var upload = try await desk.engine.create(new)
        if request.headers[.contentType] == Self.chunkType || upload.length == 0 {
            do {
                upload = try await append(request, context, to: upload.id, at: 0)
            } catch let refusal as UploadRefusal where refusal.isOfTheBytes {
                // Nobody was told where it is.
                try? await desk.engine.terminate(upload.id)
                throw refusal
            }
        }
        return created(upload, request)
    }

    private func join(_ new: NewUpload, _ request: Request, _ context: APIContext) async throws -> Response {
        guard request.headers[.uploadLength] == nil else {
            throw Problem.invalidHeader("Upload-Length", "A join has the length of its parts: leave Upload-Length out.")
        }
        let parts = try await desk.open(new.parts.map(Self.identifier), to: context.principal)
        let joined = try await desk.engine.join(parts, new)
        _ = try await desk.settle(joined)
        return created(joined, request)
    }

    func show(_ request: Request, _ context: APIContext) async throws -> Response {
        try checkVersion(request)
        let upload = try await desk.engine.settle(try await desk.upload(context).id)
        var headers = state(of: upload)
        headers[.cacheControl] = "no-store"
        headers[.uploadMetadata] = upload.metadata
        if let length = upload.length { headers[.uploadLength] = "\(length)" } else { headers[.uploadDeferLength] = "1" }
        if upload.isPart { headers[.uploadConcat] = "partial" }
        if !upload.parts.isEmpty { headers[.uploadConcat] = "final;" + upload.parts.joined(separator: " ") }
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
        let before = try await desk.upload(context)
        guard before.parts.isEmpty else { throw Self.joined }
        let upload = try await append(request, context, to: before.id, at: offset)
        return Response(status: .noContent, headers: state(of: upload))
    }

    func terminate(_ request: Request, _ context: APIContext) async throws -> Response {
        try checkVersion(request)
        try await desk.engine.terminate(try await desk.upload(context).id)
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

    private static let joined = Problem(
        .forbidden, "joined", title: "The upload is a join", detail: "It has what its parts have. Nothing can be added to it.")

    private func created(_ upload: Upload, _ request: Request) -> Response {
        var headers = state(of: upload)
        headers[.location] = desk.place(upload, for: request)
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
        let parts = concat.dropFirst("final;".count).split(separator: " ").map(String.init)
        guard !parts.isEmpty, parts.count <= 1_000 else {
            throw Problem.invalidHeader("Upload-Concat", "Give the addresses of 1 to 1,000 parts, with spaces between them.")
        }
        return parts
    }

    /// The upload that an address names.
    private static func identifier(_ address: String) -> String { address.split(separator: "/").last.map(String.init) ?? "" }

    /// Holds the client to the version.
    private func checkVersion(_ request: Request) throws {
        guard request.headers[.tusResumable] != Self.version else { return }
        throw Problem(
            .preconditionFailed, "tus-version", title: "Another version of tus",
            detail: "This server speaks tus \(Self.version): send Tus-Resumable: \(Self.version).", headers: [.tusVersion: Self.version])
    }
}
