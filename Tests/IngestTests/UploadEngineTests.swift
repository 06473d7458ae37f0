import Crypto
import Ingest
import JobQueue
import Logging
import NIOCore
import ReviewModel
import Storage
import StorageTestSupport
import TestSupport
import Testing

@Suite("Uploads")
struct UploadEngineTests {
    @Test("A recording that comes in pieces, with cuts between them, reaches its review whole", arguments: Engine.allCases)
    func pieces(engine: Engine) async throws {
        let fixture = try UploadFixture(engine)
        let bytes = sample(300_000)
        let upload = try await fixture.begin(length: 300_000)
        var generator = SplitMix64(seed: 7)
        var current = upload
        while current.state == .open {
            let at = Int(current.received)
            let end = min(bytes.count, at + Int.random(in: 0...90_000, using: &generator))
            let isCut = Bool.random(using: &generator)
            // A process that knows nothing of the upload goes on as well as one that does.
            let door = Bool.random(using: &generator) ? fixture.engine : try fixture.another()
            do {
                let body = Pieces(bytes[at..<end], size: 7_000, end: isCut ? .broken : .finished)
                current = try await door.append(body, to: upload.id, at: Int64(at), size: nil)
            } catch UploadRefusal.brokenOff(let received) {
                #expect(received == Int64(end))
                current = try await door.settle(upload.id)
                #expect(current.received == Int64(end))
            }
        }
        let review = try #require(try await fixture.review(upload.review ?? ""))
        #expect(review.state == .inProgress && review.title == "a.mp4")
        #expect(review.source?.sha256 == sha256(bytes) && review.source?.bytes == 300_000 && review.source?.way == .tus)
        #expect(try await fixture.engine.queue.claim(.ingest, worker: "w", limit: 5).count == 1)
        #expect(fixture.files.partial == [] && fixture.files.stored == [sha256(bytes)])
    }

    @Test("The request's place must be the upload's; nothing comes of one that is elsewhere", arguments: Engine.allCases)
    func offset(engine: Engine) async throws {
        let fixture = try UploadFixture(engine)
        let upload = try await fixture.begin(length: 10)
        _ = try await fixture.engine.append(Pieces(sample(4)), to: upload.id, at: 0, size: 4)
        for wrong in [0, 3, 5] as [Int64] {
            await #expect(throws: UploadRefusal.offset(expected: 4, given: wrong)) {
                try await fixture.engine.append(Pieces(sample(2)), to: upload.id, at: wrong, size: 2)
            }
        }
        #expect(try await fixture.engine.settle(upload.id).received == 4)
    }

    @Test("A newer request takes over from one that hangs, and keeps what that received", arguments: Engine.allCases)
    func takeOver(engine: Engine) async throws {
        let fixture = try UploadFixture(engine)
        let bytes = sample(5_000)
        let upload = try await fixture.begin(length: 5_000)
        let (safe, continuation) = AsyncStream.makeStream(of: Int64.self)
        let engine = fixture.engine
        let hanging = Task {
            try await engine.append(Pieces(bytes[..<3_000], end: .hanging), to: upload.id, at: 0, size: 5_000) { continuation.yield($0) }
        }
        for await received in safe where received == 3_000 { break }
        let settled = try await engine.settle(upload.id)
        #expect(settled.received == 3_000)
        await #expect(throws: (any Error).self) { try await hanging.value }
        let done = try await engine.append(Pieces(bytes[3_000...]), to: upload.id, at: 3_000, size: 2_000)
        #expect(done.state == .finished && done.sha256 == sha256(bytes))
    }

    @Test("A request of another process takes over too, and the one that hangs can note nothing more", arguments: Engine.allCases)
    func takeOverAcross(engine: Engine) async throws {
        let fixture = try UploadFixture(engine)
        let other = try fixture.another()
        let bytes = sample(5_000)
        let upload = try await fixture.begin(length: 5_000)
        let (safe, continuation) = AsyncStream.makeStream(of: Int64.self)
        let first = fixture.engine
        let hanging = Task {
            try await first.append(Pieces(bytes[..<3_000], end: .hanging), to: upload.id, at: 0, size: 5_000) { continuation.yield($0) }
        }
        for await received in safe where received == 3_000 { break }
        let done = try await other.append(Pieces(bytes[3_000...]), to: upload.id, at: 3_000, size: 2_000)
        #expect(done.state == .finished && done.sha256 == sha256(bytes))
        await #expect(throws: UploadRefusal.takenOver) { try await hanging.value }
    }

    @Test("A client that sends nothing is dropped, and what it sent is kept")
    func stalled() async throws {
        var limits = UploadLimits()
        limits.stall = .seconds(1)
        let fixture = try UploadFixture(.sqlite, limits: limits)
        let upload = try await fixture.begin(length: 100)
        await #expect(throws: UploadRefusal.stalled) {
            try await fixture.engine.append(Pieces(sample(40), end: .hanging), to: upload.id, at: 0, size: 100)
        }
        #expect(try await fixture.engine.settle(upload.id).received == 40)
    }

    @Test("Bytes that are not what their checksum says are not kept; right ones are", arguments: Engine.allCases)
    func checksum(engine: Engine) async throws {
        let fixture = try UploadFixture(engine)
        let bytes = sample(1_000)
        let upload = try await fixture.begin(length: 1_000)
        let right = try #require(Checksum(algorithm: "sha1", digest: Array(Insecure.SHA1.hash(data: bytes))))
        let wrong = try #require(Checksum(algorithm: "sha256", digest: Array(SHA256.hash(data: [UInt8]()))))
        await #expect(throws: UploadRefusal.checksum) {
            try await fixture.engine.append(Pieces(bytes), to: upload.id, at: 0, size: 1_000, checksum: wrong)
        }
        #expect(try await fixture.engine.settle(upload.id).received == 0)
        // Half of what a checksum is of cannot be told to be right.
        await #expect(throws: UploadRefusal.brokenOff(received: 500)) {
            try await fixture.engine.append(Pieces(bytes[..<500], end: .broken), to: upload.id, at: 0, size: 1_000, checksum: right)
        }
        #expect(try await fixture.engine.settle(upload.id).received == 0)
        let done = try await fixture.engine.append(Pieces(bytes), to: upload.id, at: 0, size: 1_000, checksum: right)
        #expect(done.sha256 == sha256(bytes))
    }

    @Test("More than the length is refused, early where the request says so, and what was right stays")
    func tooMuch() async throws {
        let fixture = try UploadFixture(.sqlite)
        let bytes = sample(100)
        let upload = try await fixture.begin(length: 100)
        _ = try await fixture.engine.append(Pieces(bytes[..<40]), to: upload.id, at: 0, size: 40)
        for size in [nil, 61] as [Int64?] {
            await #expect {
                try await fixture.engine.append(Pieces(sample(61), size: 10), to: upload.id, at: 40, size: size)
            } throws: {
                if case UploadRefusal.length? = $0 as? UploadRefusal { true } else { false }
            }
        }
        let settled = try await fixture.engine.settle(upload.id)
        #expect(settled.received == 40)
        let done = try await fixture.engine.append(Pieces(bytes[40...]), to: upload.id, at: 40, size: 60)
        #expect(done.sha256 == sha256(bytes))
    }

    @Test("A length that comes late is held to like one that came at the beginning")
    func deferredLength() async throws {
        let fixture = try UploadFixture(.sqlite)
        let bytes = sample(100)
        let upload = try await fixture.begin(length: nil)
        let half = try await fixture.engine.append(Pieces(bytes[..<60]), to: upload.id, at: 0, size: 60)
        #expect(half.state == .open)
        for wrong in [59, 10] as [Int64] {
            await #expect(throws: UploadRefusal.self) { try await fixture.engine.append(Pieces([]), to: upload.id, at: 60, size: 0, length: wrong) }
        }
        let done = try await fixture.engine.append(Pieces(bytes[60...]), to: upload.id, at: 60, size: 40, length: 100)
        #expect(done.state == .finished && done.sha256 == sha256(bytes))
        await #expect(throws: UploadRefusal.complete) { try await fixture.engine.append(Pieces(sample(1)), to: upload.id, at: 100, size: 1) }
    }

    @Test("An upload that is larger than the disk or the limit leaves nothing behind")
    func noRoom() async throws {
        var limits = UploadLimits()
        limits.bytes = .max
        let fixture = try UploadFixture(.sqlite, limits: limits)
        await #expect(throws: UploadRefusal.noRoom) { try await fixture.begin(length: 1 << 60) }
        let small = try UploadFixture(.sqlite)
        await #expect(throws: UploadRefusal.tooLarge(limit: small.limits.bytes)) { try await small.begin(length: small.limits.bytes + 1) }
        #expect(fixture.files.partial == [])
        let reviews = try await fixture.engine.queue.database.read { try ReviewStore.list(.init(), limit: 5, $0) }
        #expect(reviews.isEmpty)
    }

    @Test("Room is kept from the beginning")
    func reserved() async throws {
        let fixture = try UploadFixture(.sqlite)
        let before = try #require(fixture.engine.blobs.freeBytes())
        let upload = try await fixture.begin(length: 64 << 20)
        let during = try #require(fixture.engine.blobs.freeBytes())
        #expect(before - during > 32 << 20)
        try await fixture.engine.terminate(upload.id)
        #expect(fixture.files.partial == [])
        #expect(try await fixture.review(upload.review ?? "")?.state == .cancelled)
    }

    @Test("Parts that come beside each other are joined in the order that is asked for", arguments: Engine.allCases)
    func join(engine: Engine) async throws {
        let fixture = try UploadFixture(engine)
        let bytes = sample(3_000)
        var parts: [String] = []
        for range in [2_000..<3_000, 0..<2_000] {
            let new = NewUpload(purpose: .part, arrival: Arrival(way: .tus, fileName: "part"), length: Int64(range.count))
            let part = try await fixture.engine.create(new)
            _ = try await fixture.engine.append(Pieces(bytes[range]), to: part.id, at: 0, size: nil)
            parts.insert(part.id, at: 0)
        }
        let review = Review(id: "r", title: "Joined", createdAt: 0)
        let whole = NewUpload(purpose: .newReview(review), arrival: Arrival(way: .tus, fileName: "a.mp4"), length: nil)
        await #expect(throws: UploadRefusal.self) { try await fixture.engine.join(parts + ["none"], whole) }
        #expect(try await fixture.review("r") == nil)
        let joined = try await fixture.engine.join(parts, whole)
        #expect(joined.state == .finished && joined.sha256 == sha256(bytes))
        #expect(try await fixture.review("r")?.source?.sha256 == sha256(bytes))
    }

    @Test("One whose time is over goes, and its review says why; one that goes on stays", arguments: Engine.allCases)
    func expiry(engine: Engine) async throws {
        let fixture = try UploadFixture(engine)
        let (old, active) = (try await fixture.begin(length: 10), try await fixture.begin(length: 10))
        fixture.time.advance(20 * 3600)
        _ = try await fixture.engine.append(Pieces(sample(5)), to: active.id, at: 0, size: 5)
        fixture.time.advance(5 * 3600)
        await #expect(throws: UploadRefusal.unknown(old.id)) { try await fixture.engine.settle(old.id) }
        try await UploadSweep(engine: fixture.engine, logger: Logger(label: "test")).sweep()
        #expect(fixture.files.partial == [active.id])
        let review = try await fixture.review(old.review ?? "")
        #expect(review?.state == .cancelled && review?.problem == "The upload was not finished in time.")
        #expect(try await fixture.engine.settle(active.id).received == 5)
    }

    @Test("A process that ended anywhere between the last byte and the review left nothing that the next one could not finish")
    func cutAtTheEnd() async throws {
        let bytes = sample(100)
        for wasMoved in [false, true] {
            let fixture = try UploadFixture(.sqlite)
            let upload = try await fixture.begin(length: nil)
            let open = try await fixture.engine.append(Pieces(bytes), to: upload.id, at: 0, size: 100)
            // What is done between the last byte and the review, up to where the process ended.
            let blob = Blob(sha256: sha256(bytes), bytes: 100)
            let noted = try await fixture.engine.queue.database.write { try UploadStore.arrive(open, as: blob, $0) }
            #expect(noted)
            if wasMoved { try await fixture.engine.blobs.adopt(upload.id, as: blob) }
            for _ in 0..<2 { try await UploadSweep(engine: try fixture.another(), logger: Logger(label: "test")).sweep() }
            #expect(try await fixture.review(upload.review ?? "")?.source?.sha256 == blob.sha256)
            #expect(try await fixture.engine.queue.claim(.ingest, worker: "w", limit: 5).count == 1)
            #expect(try await fixture.engine.settle(upload.id).state == .finished)
        }
    }

    @Test("An upload whose bytes are gone is given up, and its review says why")
    func lost() async throws {
        let fixture = try UploadFixture(.sqlite)
        let upload = try await fixture.begin(length: 10)
        _ = try await fixture.engine.append(Pieces(sample(4)), to: upload.id, at: 0, size: 4)
        try await fixture.engine.blobs.remove(partial: upload.id)
        await #expect(throws: UploadRefusal.unknown(upload.id)) {
            try await fixture.engine.append(Pieces(sample(6)), to: upload.id, at: 4, size: 6)
        }
        await #expect(throws: UploadRefusal.unknown(upload.id)) { try await fixture.engine.settle(upload.id) }
        #expect(try await fixture.review(upload.review ?? "")?.problem?.contains("send it again") == true)
    }

    @Test("A review takes one recording, and none after it ended")
    func taken() async throws {
        let fixture = try UploadFixture(.sqlite)
        let upload = try await fixture.begin(length: 3)
        _ = try await fixture.engine.append(Pieces(sample(3)), to: upload.id, at: 0, size: 3)
        let review = upload.review ?? ""
        for id in [review, "none"] {
            let new = NewUpload(purpose: .review(id), arrival: Arrival(way: .put, fileName: "b.mp4"), length: 3)
            await #expect(throws: id == review ? UploadRefusal.reviewTakesNone(id) : .noSuchReview(id)) { try await fixture.engine.create(new) }
        }
    }
}
