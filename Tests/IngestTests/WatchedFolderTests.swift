import Foundation
import Ingest
import JobQueue
import Logging
import ReviewModel
import Storage
import StorageTestSupport
import TestSupport
import Testing

@Suite("Watched folders", .timeLimit(.minutes(1)))
struct WatchedFolderTests {
    private let folder: TemporaryFolder
    private let fixture: FetchFixture

    init() throws {
        folder = try TemporaryFolder()
        fixture = try FetchFixture()
    }

    private func makeWatch(_ engine: UploadEngine? = nil) -> WatchedFolder {
        WatchedFolder(
            path: folder.url.path, course: "Biology", rubric: .lecture, engine: engine ?? fixture.uploads.engine, logger: Logger(label: "test"))
    }

    private func reviews() async throws -> [Review] {
        try await fixture.uploads.engine.queue.database.read { try ReviewStore.list(.init(), limit: 50, $0) }
    }

    /// Looks until everything that is whole has been taken on.
    private func settle(_ watch: WatchedFolder) async throws {
        try await watch.look()
        fixture.uploads.time.advance(10)
        try await watch.look()
    }

    /// Changes when a file says that it was changed.
    private func date(_ path: String, _ seconds: Double) throws {
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: seconds)], ofItemAtPath: path)
    }

    @Test("A file is taken on once, when it has been quiet for a while, and by one process")
    func once() async throws {
        _ = try folder.write(Data(sample(1_000)), to: "a.mp4")
        let watch = makeWatch()
        try await watch.look()
        fixture.uploads.time.advance(9)
        try await watch.look()
        #expect(try await reviews() == [])
        fixture.uploads.time.advance(1)
        try await watch.look()
        #expect(try await reviews().map(\.course) == ["Biology"])
        for other in [watch, makeWatch(try fixture.uploads.another())] {
            fixture.uploads.time.advance(60)
            try await settle(other)
        }
        #expect(try await reviews().count == 1)
    }

    @Test("Its bytes come into the store, and the file stays")
    func bytes() async throws {
        let bytes = sample(2_500_000)
        let path = try folder.write(Data(bytes), to: "Lecture 1.mp4")
        try await settle(makeWatch())
        #expect(try await fixture.service.next())
        let review = try #require(try await reviews().first)
        #expect(review.state == .inProgress && review.source?.sha256 == sha256(bytes) && review.source?.bytes == 2_500_000)
        #expect(review.source?.way == .folder && review.source?.fileName == "Lecture 1.mp4" && review.source?.reference == path)
        let stored = try #require(try await fixture.uploads.engine.blobs.path(of: sha256(bytes)))
        #expect(try Data(contentsOf: URL(filePath: stored)) == Data(bytes))
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(bytes))
        #expect(try await fixture.service.next() == false)
        #expect(try await fixture.uploads.engine.queue.claim(.ingest, worker: "w", limit: 5).count == 1)
    }

    @Test("A file that grows is not taken on before it is whole")
    func growing() async throws {
        let bytes = sample(5_000)
        let watch = makeWatch()
        for end in stride(from: 1_000, through: 5_000, by: 1_000) {
            _ = try folder.write(Data(bytes[..<end]), to: "a.mp4")
            try await watch.look()
            fixture.uploads.time.advance(9)
            try await watch.look()
        }
        #expect(try await reviews() == [])
        fixture.uploads.time.advance(1)
        try await watch.look()
        #expect(try await fixture.service.next())
        #expect(try await reviews().map { $0.source?.sha256 } == [sha256(bytes)])
    }

    @Test("One that is written over in place, at the same length, is not whole either")
    func overwritten() async throws {
        let path = try folder.write(Data(sample(1_000)), to: "a.mp4")
        let watch = makeWatch()
        for second in 1...4 {
            try date(path, Double(second) * 1_000)
            try await watch.look()
            fixture.uploads.time.advance(9)
        }
        #expect(try await reviews() == [])
        fixture.uploads.time.advance(1)
        try await watch.look()
        #expect(try await reviews().count == 1)
    }

    @Test("Hidden and unfinished files, empty ones, folders and links are left where they are")
    func notTaken() async throws {
        let elsewhere = try TemporaryFolder()
        let target = try elsewhere.write(Data(sample(1_000)), to: "secret.mp4")
        for name in [".a.mp4", "b.mp4.part", "c.tmp", "d.mp4.CRDOWNLOAD", "e.filepart", "f.download", "g.partial"] {
            _ = try folder.write(Data(sample(1_000)), to: name)
        }
        _ = try folder.write(Data(), to: "empty.mp4")
        try TemporaryFolder.make(folder.path("folder.mp4"))
        _ = try folder.write(Data(sample(1_000)), to: "folder.mp4/inside.mp4")
        try FileManager.default.createSymbolicLink(atPath: folder.path("link.mp4"), withDestinationPath: target)
        try FileManager.default.createSymbolicLink(atPath: folder.path("linked"), withDestinationPath: elsewhere.url.path)
        _ = try folder.write(Data(sample(1_000)), to: "right.mp4")
        try await settle(makeWatch())
        while try await fixture.service.next() {}
        #expect(try await reviews().map { $0.source?.fileName } == ["right.mp4"])
        #expect(FileManager.default.fileExists(atPath: elsewhere.path("secret.mp4")))
    }

    @Test("A file that was changed is taken on again", arguments: [true, false])
    func changed(keepsLength: Bool) async throws {
        let path = try folder.write(Data(sample(1_000)), to: "a.mp4")
        try date(path, 1_000)
        let watch = makeWatch()
        try await settle(watch)
        #expect(try await fixture.service.next())
        let new = sample(keepsLength ? 1_000 : 2_000, seed: 2)
        _ = try folder.write(Data(new), to: "a.mp4")
        try date(path, 2_000)
        try await settle(watch)
        #expect(try await fixture.service.next())
        let found = Set(try await reviews().compactMap { $0.source?.sha256 })
        #expect(found == [sha256(sample(1_000)), sha256(new)])
    }

    @Test("A file that is gone by its turn ends its review with a sentence")
    func gone() async throws {
        let path = try folder.write(Data(sample(1_000)), to: "a.mp4")
        try await settle(makeWatch())
        try FileManager.default.removeItem(atPath: path)
        #expect(try await fixture.service.next())
        let review = try #require(try await reviews().first)
        #expect(review.state == .failed && review.problem?.contains("cannot be read") == true)
    }

    @Test("A file that became a link by its turn is not followed")
    func becameLink() async throws {
        let elsewhere = try TemporaryFolder()
        let secret = elsewhere.path("secret.mp4")
        // As long as the link itself, which is what the link's own size says.
        let bytes = sample(secret.utf8.count)
        _ = try elsewhere.write(Data(bytes), to: "secret.mp4")
        let path = try folder.write(Data(sample(1_000)), to: "a.mp4")
        try await settle(makeWatch())
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: secret)
        #expect(try await fixture.service.next())
        #expect(fixture.uploads.files.stored == [])
        #expect(try await reviews().allSatisfy { $0.source == nil })
        #expect(FileManager.default.fileExists(atPath: elsewhere.path("secret.mp4")))
    }
}
