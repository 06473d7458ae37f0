internal import Foundation
internal import JobQueue
internal import NIOCore
internal import NIOHTTP1
internal import ReviewModel
internal import Storage

/// One attempt to fetch a recording: it goes on where the last one stopped, if the other side still has the same bytes.
struct FetchRun: Sendable {
    let engine: UploadEngine
    let client: SafeClient
    let fetch: FetchStore.Fetch

    /// However slow the other side is.
    private static let deadline = Duration.seconds(12 * 3600)
    /// Parts that are asked for in one attempt: a server may send less than it is asked for.
    private static let parts = 10_000

    /// - Throws: `FetchRefusal`, `UploadRefusal`, or whatever cut the connection.
    func run() async throws {
        guard let upload = try await engine.find(fetch.upload) else { return }
        guard try await isWaited(for: upload) else { return try await engine.drop(upload, problem: "Nobody waits for it.") }
        switch upload.state {
        case .finished: return
        case .arrived: _ = try await engine.hand(upload)
        // A path comes from a folder that an operator named, never from a client.
        case .open where upload.arrival.way == .folder: try await copy(upload)
        case .open: try await download(upload)
        }
    }

    private func isWaited(for upload: Upload) async throws -> Bool {
        guard upload.state == .open, let id = upload.review else { return true }
        return try await engine.queue.database.read { try ReviewStore.review(id, $0)?.state } == .awaitingMedia
    }

    private func copy(_ upload: Upload) async throws {
        let file = try await RegularFile.open(fetch.address)
        guard upload.received == 0 || file.validator == fetch.validator else {
            throw FetchRefusal.final("The file changed while it was read.")
        }
        try await keep(file.validator)
        let body = file.body(from: upload.received)
        _ = try await engine.append(body, to: upload.id, at: upload.received, size: file.bytes - upload.received, completes: true)
    }

    private func download(_ upload: Upload) async throws {
        var upload = upload
        for _ in 0..<Self.parts where upload.state == .open { upload = try await downloadPart(of: upload) }
    }

    private func downloadPart(of upload: Upload) async throws -> Upload {
        var headers = HTTPHeaders()
        let validator = try await engine.queue.database.read { try FetchStore.validator(of: fetch, $0) }
        if upload.received > 0, let validator {
            headers.add(name: "Range", value: "bytes=\(upload.received)-")
            headers.add(name: "If-Range", value: validator)
        }
        return try await client.get(fetch.address, headers: headers, deadline: Self.deadline) { answer in
            switch answer.status {
            case 206: return try await take(part: answer, of: upload, validator)
            case 416 where upload.received > 0 && answer.headers.first(name: "Content-Range") == "bytes */\(upload.received)":
                // All that there is has come already.
                try Self.check(answer, validator, isPart: true)
                return try await engine.append(NoBody(), to: upload.id, at: upload.received, size: 0, completes: true)
            case 200: return try await take(whole: answer, of: upload, validator)
            default: throw Self.refusal(answer, at: engine.queue.clock.now)
            }
        }
    }

    private func take(part answer: SafeClient.Answer, of upload: Upload, _ validator: String?) async throws -> Upload {
        try Self.check(answer, validator, isPart: true)
        guard let part = ContentRange(answer.headers.first(name: "Content-Range")), part.first == upload.received else {
            throw FetchRefusal.final("The other side sends another part than it was asked for.")
        }
        return try await engine.patient.append(
            answer.body, to: upload.id, at: upload.received, size: part.last - part.first + 1, completes: part.isLast)
    }

    private func take(whole answer: SafeClient.Answer, of upload: Upload, _ validator: String?) async throws -> Upload {
        if upload.received > 0 { try Self.check(answer, validator, isPart: false) }
        try await keep(Self.validator(answer.headers))
        let size = answer.headers.first(name: "Content-Length").flatMap { Int64($0) }.map { $0 - upload.received }
        // What is here already is passed over.
        let body = Remainder(base: answer.body, passing: upload.received)
        return try await engine.patient.append(body, to: upload.id, at: upload.received, size: size, completes: true)
    }

    /// What comes is the same as what came before, as far as anybody can tell. A part that was asked for by a date need not repeat it.
    private static func check(_ answer: SafeClient.Answer, _ known: String?, isPart: Bool) throws {
        let given = validator(answer.headers)
        guard known != nil, given == known || (isPart && given == nil) else {
            throw FetchRefusal.final("What lies there changed, or cannot be told from what lay there, while it was fetched.")
        }
    }

    private func keep(_ validator: String?) async throws {
        guard try await engine.queue.database.write({ try FetchStore.setValidator(validator, of: fetch, $0) }) else { throw UploadRefusal.takenOver }
    }

    private static func refusal(_ answer: SafeClient.Answer, at now: Double) -> FetchRefusal {
        switch answer.status {
        case 408, 425, 429, 500...599:
            .later("The other side answered \(answer.status).", after: RetryAfter.seconds(answer.headers.first(name: "Retry-After"), at: now))
        default: .final("The other side answered \(answer.status).")
        }
    }

    /// What tells whether the other side still has the same bytes: a strong entity tag, or a date.
    private static func validator(_ headers: HTTPHeaders) -> String? {
        if let tag = headers.first(name: "ETag"), !tag.hasPrefix("W/") { return tag }
        return headers.first(name: "Last-Modified")
    }
}
