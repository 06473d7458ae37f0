internal import AsyncAlgorithms
internal import JobQueue
internal import NIOCore
internal import ReviewModel
internal import Storage

/// The bytes of one request on their way into an upload.
///
/// What comes is written and hashed at once; every second it is put on the disk for good and noted, so that a server that is killed loses no more
/// than that, and nothing that anybody was told.
struct UploadAppend<Body: AsyncSequence & Sendable>: Sendable where Body.Element == ByteBuffer, Body.AsyncIterator: SendableMetatype {
    let upload: Upload
    let partial: any PartialBlob
    let body: Body
    let queue: JobQueue
    let freeBytes: @Sendable () -> Int64?
    let limits: UploadLimits
    let checksum: Checksum?
    /// The bytes that the request says it has.
    let size: Int64?
    /// Told each time how many bytes are safe.
    let progress: @Sendable (Int64) -> Void

    /// Seconds between two looks at what came, and between two times that it is made safe.
    private static var interval: Duration { .seconds(1) }
    /// Bytes without which a client stalls: the slowest link brings more in the time, and whoever drips holds a connection for nothing.
    private static var leastProgress: Int64 { 1 << 10 }
    /// How many bytes are taken in between two looks at the room.
    private static var roomInterval: Int64 { 16 << 20 }

    /// Takes the body in, and gives the upload with what is safe of it. Where the body breaks off, what came is safe too before this throws.
    func run() async throws -> Upload {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await take() }
                // Watching never ends by itself, so the first to return has taken everything in.
                group.addTask { try await watch() }
                defer { group.cancelAll() }
                try await group.next()
            }
            return try await keep()
        } catch {
            await letGo(error)
            throw error
        }
    }

    private func take() async throws {
        var checksum = checksum
        let begin = await partial.count
        var nextLook = begin
        do {
            for try await chunk in body {
                checksum?.update(chunk)
                let count = await partial.count + Int64(chunk.readableBytes)
                if let length = upload.length, count > length {
                    throw UploadRefusal.length("The upload was to have \(length) bytes, and more came.")
                }
                guard count <= limits.bytes else { throw UploadRefusal.tooLarge(limit: limits.bytes) }
                if count >= nextLook {
                    try checkRoom()
                    nextLook = count + Self.roomInterval
                }
                try await partial.append(chunk)
            }
        } catch let error where !(error is UploadRefusal || error is StorageError || error is CancellationError) {
            throw UploadRefusal.brokenOff(received: await partial.count)
        }
        try Task.checkCancellation()
        let received = await partial.count
        guard received - begin == size ?? (received - begin) else { throw UploadRefusal.brokenOff(received: received) }
        guard checksum?.holds ?? true else { throw UploadRefusal.checksum }
    }

    /// Leaves the database room to work: an upload without a length, or beside others, may find less than there was at its beginning.
    private func checkRoom() throws {
        if let free = freeBytes(), free < limits.reserve { throw UploadRefusal.noRoom }
    }

    /// Makes safe what came, now and then, and sees who stalls or has been taken over.
    private func watch() async throws {
        let clock = ContinuousClock()
        // From what was noted before: something may have come already when this begins to look.
        var (last, since, safe) = (upload.received, clock.now, upload.received)
        for await _ in AsyncTimerSequence(interval: Self.interval, clock: clock) {
            let count = await partial.count
            if count - last >= Self.leastProgress {
                (last, since) = (count, clock.now)
            } else if clock.now - since > limits.stall {
                throw UploadRefusal.stalled
            }
            // What has a checksum counts only once that is known to be right.
            if count == safe || checksum != nil {
                try await checkHolder()
            } else {
                safe = try await keep().received
            }
        }
        throw CancellationError()
    }

    private func keep() async throws -> Upload {
        var upload = upload
        upload.received = try await partial.synchronise()
        upload.expiresAt = queue.clock.now + limits.lifetime
        let kept = upload
        guard try await queue.database.write({ try UploadStore.advance(kept, to: kept.received, expiresAt: kept.expiresAt, $0) }) else {
            throw UploadRefusal.takenOver
        }
        progress(upload.received)
        return upload
    }

    private func checkHolder() async throws {
        let id = upload.id
        let writer = try await queue.database.read { try UploadStore.find(id, $0)?.writer }
        guard writer == upload.writer else { throw UploadRefusal.takenOver }
    }

    /// Keeps what may be kept of a request that did not end well. That goes on also where the request's task is cancelled, and where it fails,
    /// what was made safe before is still there.
    private func letGo(_ error: any Error) async {
        let isKept = checksum == nil && (error as? UploadRefusal) != .takenOver && (error as? UploadRefusal)?.isOfTheBytes != true
        _ = await Task {
            if isKept { _ = try await keep() } else { try await partial.rollBack() }
        }.result
    }
}
