package import JobQueue
package import NIOCore
package import ReviewModel
package import Storage

/// Takes recordings in, whatever the way they come: the one door to the store.
///
/// An upload's state is in the database and its bytes are in a file, so that it survives the process. No offset is told to anyone before its bytes
/// are on the disk for good. Every step can be done again after a cut, and does no harm when it was done already.
package struct UploadEngine: Sendable {
    package let queue: JobQueue
    package let blobs: any BlobStore
    package private(set) var limits: UploadLimits
    private let writers = UploadWriters()

    /// How long a request waits for the one that it takes over from, in another process for example.
    private static let patience = Duration.seconds(10)

    package init(queue: JobQueue, blobs: any BlobStore, limits: UploadLimits = UploadLimits()) {
        self.queue = queue
        self.blobs = blobs
        self.limits = limits
    }

    /// The same for bytes that are fetched: whoever fetches them watches over the connection, and may have to pass over bytes for long.
    var patient: UploadEngine {
        var patient = self
        patient.limits.stall = .seconds(24 * 3600)
        return patient
    }

    /// Begins an upload, and keeps room for it where its length is known.
    ///
    /// - Parameter also: runs in the transaction that stores the upload.
    /// - Throws: `UploadRefusal`; nothing stays of an upload that was refused.
    package func create(
        _ new: NewUpload, also: @escaping @Sendable (Upload, any SQLSession) throws -> Void = { _, _ in }
    ) async throws -> Upload {
        try check(length: new.length)
        let now = queue.clock.now
        var upload = Upload(
            id: Identifier.make(at: now), review: nil, arrival: new.arrival, owner: new.owner, metadata: new.metadata, parts: new.parts,
            length: new.length,
            createdAt: now, expiresAt: now + limits.lifetime)
        try await keepRoom(for: upload)
        do {
            switch new.purpose {
            case .part: break
            case .review(let id): upload.review = id
            case .newReview(let review): (upload.review, upload.ownsReview) = (review.id, true)
            }
            let created = upload
            try await queue.database.write { session in
                if case .newReview(let review) = new.purpose { try ReviewStore.insert(review, session) }
                if let id = created.review { try Self.checkTakesRecording(id, session) }
                try UploadStore.insert(created, session)
                try also(created, session)
            }
        } catch {
            try? await blobs.remove(partial: upload.id)
            throw error
        }
        if upload.ownsReview { queue.signals.reviewsChanged() }
        return upload
    }

    /// Where an upload is. Whoever writes to it is ended first, so that the next bytes may begin there; where there are none to come, it is finished:
    /// a client that is told so sends nothing more.
    ///
    /// - Throws: `UploadRefusal.unknown`.
    package func settle(_ id: String) async throws -> Upload {
        await writers.end(id)
        let upload = try await takeOver(id)
        if upload.state == .arrived { return try await hand(upload) }
        guard upload.isWhole else { return upload }
        return try await writers.run(id) {
            let upload = try await takeOver(id)
            guard upload.isWhole else { return upload }
            return try await withPartial(of: upload) { try await complete(upload, $0) }
        }
    }

    /// An upload as it is noted, while somebody may be writing to it.
    package func find(_ id: String) async throws -> Upload? {
        try await queue.database.read { try UploadStore.find(id, $0) }
    }

    /// Appends a request's bytes, and finishes the upload with the last of them.
    ///
    /// - Parameters:
    ///   - offset: where the bytes begin; it must be where the upload is.
    ///   - size: the bytes that the request says it has.
    ///   - length: the length of the whole, where the client tells it with this request.
    ///   - completes: whether the upload ends with these bytes; nil where it does once its length is reached.
    ///   - progress: told now and then how many bytes are safe.
    /// - Throws: `UploadRefusal`. What is safe stays, unless it was the bytes themselves that were wrong.
    package func append<Body: AsyncSequence & Sendable>(
        _ body: Body, to id: String, at offset: Int64, size: Int64?, length: Int64? = nil, completes: Bool? = nil, checksum: Checksum? = nil,
        progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws -> Upload where Body.Element == ByteBuffer, Body.AsyncIterator: SendableMetatype {
        try await writers.run(id) {
            var upload = try await takeOver(id)
            guard upload.state == .open else {
                // A client that did not get the last answer may ask by nothing more than this.
                guard completes == nil, size == 0, offset == upload.received else { throw UploadRefusal.complete }
                return try await hand(upload)
            }
            guard upload.received == offset else { throw UploadRefusal.offset(expected: upload.received, given: offset) }
            if let length { upload = try await setLength(length, of: upload) }
            if let size, let length = upload.length, offset + size > length {
                throw UploadRefusal.length("The upload has \(length) bytes; \(size) more from \(offset) on would be over that.")
            }
            return try await withPartial(of: upload) { partial in
                let append = UploadAppend(
                    upload: upload, partial: partial, body: body, queue: queue, freeBytes: { blobs.freeBytes() }, limits: limits,
                    checksum: checksum, size: size, progress: progress)
                let appended = try await append.run()
                let isLast = completes ?? (appended.received == appended.length)
                guard isLast else { return appended }
                // Every byte is there: whoever ends the request now does not end this.
                return try await Task { try await complete(appended, partial) }.value
            }
        }
    }

    /// Makes one upload of several parts, in their order.
    ///
    /// - Throws: `UploadRefusal`; nothing stays of a join that was refused, and the parts stay as they are.
    package func join(_ parts: [String], _ new: NewUpload) async throws -> Upload {
        let found = try await queue.database.read { session in try parts.map { try UploadStore.find($0, session) } }
        var length: Int64 = 0
        for (id, part) in zip(parts, found) {
            guard let part, part.isPart else { throw UploadRefusal.parts("There is no part \(id).") }
            guard part.state == .finished else { throw UploadRefusal.parts("The part \(id) is not complete: finish it first.") }
            length += part.received
        }
        var new = new
        new.length = length
        let created = try await create(new)
        do {
            return try await writers.run(created.id) {
                let upload = try await takeOver(created.id)
                return try await withPartial(of: upload) { partial in
                    for part in parts { try await partial.append(partial: part) }
                    return try await complete(upload, partial)
                }
            }
        } catch {
            try? await terminate(created.id)
            throw error
        }
    }

    /// Takes an upload back: what came of it is thrown away. A recording that a review has stays.
    package func terminate(_ id: String) async throws {
        try await drop(try await settle(id), problem: "The upload was taken back.")
    }

    /// Forgets an upload, and ends the review that was made for it and waits for it.
    func drop(_ upload: Upload, problem: String, as state: Review.State = .cancelled) async throws {
        try await queue.database.write { try UploadStore.delete(upload.id, $0) }
        try await blobs.remove(partial: upload.id)
        if let review = upload.review, upload.ownsReview, upload.state == .open {
            _ = try await queue.cancel(review: review, problem: problem, as: state)
        }
    }

    /// Gives an upload whose bytes are all there to its review. Done again, it changes nothing.
    func hand(_ upload: Upload) async throws -> Upload {
        guard let sha256 = upload.sha256, upload.state != .finished else { return upload }
        if !upload.isPart { try await blobs.adopt(upload.id, as: Blob(sha256: sha256, bytes: upload.received)) }
        let now = queue.clock.now
        var finished = upload
        (finished.state, finished.expiresAt) = (.finished, now + limits.lifetime)
        let end = finished
        let isNews = try await queue.database.write { session in
            try UploadStore.finish(end.id, expiresAt: end.expiresAt, session)
            guard let review = end.review else { return false }
            let source = Review.Source(end.arrival, bytes: end.received, sha256: sha256, at: now)
            let isTaken = try queue.accept(source, for: review, at: now, session)
            // It was cancelled meanwhile, or has another recording.
            if !isTaken { try DiscardedBlobs.add([sha256], at: now, session) }
            return isTaken
        }
        if isNews { queue.signals.changed(.ingest) }
        return finished
    }

    private func complete(_ upload: Upload, _ partial: any PartialBlob) async throws -> Upload {
        let blob = try await partial.digest()
        guard blob.bytes == upload.length ?? blob.bytes else {
            throw UploadRefusal.length("The upload was to have \(upload.length ?? 0) bytes and ends after \(blob.bytes).")
        }
        guard blob.bytes > 0 || upload.isPart else { throw UploadRefusal.empty }
        var arrived = upload
        (arrived.received, arrived.length, arrived.sha256, arrived.state) = (blob.bytes, blob.bytes, blob.sha256, .arrived)
        guard try await queue.database.write({ try UploadStore.arrive(upload, as: blob, $0) }) else { throw UploadRefusal.takenOver }
        return try await hand(arrived)
    }

    private func takeOver(_ id: String) async throws -> Upload {
        let now = queue.clock.now
        guard let upload = try await queue.database.write({ try UploadStore.takeOver(id, $0) }), upload.expiresAt > now else {
            throw UploadRefusal.unknown(id)
        }
        return upload
    }

    /// Does something to an upload's bytes, and lets others at them afterwards however it ended.
    private func withPartial(of upload: Upload, _ work: (any PartialBlob) async throws -> Upload) async throws -> Upload {
        let partial = try await open(upload)
        do {
            let result = try await work(partial)
            await partial.close()
            return result
        } catch {
            await partial.close()
            throw error
        }
    }

    /// The file, once whoever else writes to it has noticed that they were taken over.
    private func open(_ upload: Upload) async throws -> any PartialBlob {
        let clock = ContinuousClock()
        let end = clock.now + Self.patience
        while true {
            do {
                return try await blobs.partial(upload.id, at: upload.received, length: upload.length)
            } catch let error as StorageError where error.code == .busy {
                guard clock.now < end else { throw UploadRefusal.busy }
                try await Task.sleep(for: .milliseconds(20))
            } catch let error as StorageError where error.code == .corrupt {
                // Its bytes are gone, with a disk for example: nothing can be made of it any more.
                try await drop(upload, problem: "What had arrived of the recording is lost: send it again.")
                throw UploadRefusal.unknown(upload.id)
            }
        }
    }

    /// Keeps room on the disk, or refuses.
    private func keepRoom(for upload: Upload) async throws {
        if let free = blobs.freeBytes(), free < (upload.length ?? 0) + limits.reserve { throw UploadRefusal.noRoom }
        guard upload.length != nil else { return }
        do {
            try await blobs.partial(upload.id, at: 0, length: upload.length).close()
        } catch {
            try? await blobs.remove(partial: upload.id)
            throw (error as? StorageError)?.code == .full ? UploadRefusal.noRoom : error
        }
    }

    private func check(length: Int64?) throws {
        if let length, length > limits.bytes { throw UploadRefusal.tooLarge(limit: limits.bytes) }
    }

    private func setLength(_ length: Int64, of upload: Upload) async throws -> Upload {
        try check(length: length)
        guard length == upload.length ?? length, length >= upload.received else {
            throw UploadRefusal.length(
                "The request says that the upload has \(length) bytes; \(upload.length.map { "it was \($0) before" } ?? "\(upload.received) are there")."
            )
        }
        try await queue.database.write { try UploadStore.setLength(length, of: upload.id, $0) }
        var upload = upload
        upload.length = length
        return upload
    }

    private static func checkTakesRecording(_ id: String, _ session: any SQLSession) throws {
        guard let review = try ReviewStore.review(id, session) else { throw UploadRefusal.noSuchReview(id) }
        guard review.state == .awaitingMedia else { throw UploadRefusal.reviewTakesNone(id) }
    }
}
