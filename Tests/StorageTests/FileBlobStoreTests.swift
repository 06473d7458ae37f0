import Foundation
import NIOCore
import Storage
import TestSupport
import Testing

@Suite("Blobs as files")
struct FileBlobStoreTests {
    private let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    @Test("A blob is known by the SHA-256 of its bytes, in whatever pieces they came")
    func hash() async throws {
        let folder = try TemporaryFolder()
        let store = try FileBlobStore(root: folder.url.path)
        let partial = try await store.partial("x", at: 0, length: 3)
        for piece in ["a", "b", "c"] { try await partial.append(ByteBuffer(string: piece)) }
        let blob = try await partial.digest()
        await partial.close()
        #expect(blob == Blob(sha256: abc, bytes: 3))
        #expect(try await store.read(abc) == nil)
        for _ in 0..<2 { try await store.adopt("x", as: blob) }
        #expect(try await store.read(abc) == ByteBuffer(string: "abc"))
        #expect(try await store.read(String(repeating: "0", count: 64)) == nil)
    }

    @Test("The same bytes twice are stored once, and nothing half-received stays")
    func once() async throws {
        let folder = try TemporaryFolder()
        let store = try FileBlobStore(root: folder.url.path)
        for _ in 0..<2 { _ = try await store.store(ByteBuffer(string: "abc")) }
        let partial = try await store.partial("x", at: 0, length: nil)
        try await partial.append(ByteBuffer(string: "abcd"))
        await partial.close()
        try await store.remove(partial: "x")
        let files = FileManager.default.enumerator(at: folder.url, includingPropertiesForKeys: [.isRegularFileKey])?
            .compactMap { $0 as? URL }.filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true }
        #expect(files?.map(\.lastPathComponent) == [abc])
    }

    @Test("What comes faster than the disk takes it is written in its order, and made safe while more comes")
    func ahead() async throws {
        let folder = try TemporaryFolder()
        let store = try FileBlobStore(root: folder.url.path)
        let partial = try await store.partial("x", at: 0, length: nil)
        let piece = 64 << 10
        var all: [UInt8] = []
        var safe: [Int64] = []
        for number in 0..<100 {
            let bytes = [UInt8](repeating: UInt8(number), count: piece + number)
            all += bytes
            try await partial.append(ByteBuffer(bytes: bytes))
            #expect(await partial.count == Int64(all.count))
            if number % 10 == 0 { safe.append(try await partial.synchronise()) }
        }
        #expect(safe.count == 10 && safe == safe.sorted())
        let blob = try await partial.digest()
        #expect(blob.bytes == Int64(all.count))
        await partial.close()
        try await store.adopt("x", as: blob)
        #expect(try await store.read(blob.sha256) == ByteBuffer(bytes: all))
    }

    @Test("Where there is no room, what was written before is kept", .enabled(if: SmallDisk.isPossible, "mounting needs privileges"))
    func noRoom() async throws {
        let disk = try SmallDisk(megabytes: 4)
        let store = try FileBlobStore(root: disk.path)
        let partial = try await store.partial("x", at: 0, length: nil)
        let piece = ByteBuffer(repeating: 7, count: 64 << 10)
        try await partial.append(piece)
        #expect(try await partial.synchronise() == 64 << 10)
        await #expect(throws: StorageError.self) {
            for _ in 0..<100 { try await partial.append(piece) }
        }
        let kept = try await partial.synchronise()
        #expect(kept >= 64 << 10 && kept % (64 << 10) == 0)
        await #expect(throws: StorageError.self) { try await partial.append(piece) }
        await #expect(throws: StorageError.self) { try await partial.digest() }
        try await partial.rollBack()
        await partial.close()
    }

    @Test("What a killed process left half-received is cleared at the next start")
    func leftovers() async throws {
        let folder = try TemporaryFolder()
        _ = try FileBlobStore(root: folder.url.path)
        // No process has this number: the kernel's limit is 4,194,304.
        let path = try folder.write(Data("half".utf8), to: "incoming/99999999-x")
        _ = try FileBlobStore(root: folder.url.path)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("A partial blob is gone on with where it was, by a store that never saw it too")
    func resumed() async throws {
        let folder = try TemporaryFolder()
        for (offset, piece) in [(0, "a"), (1, "bX"), (2, "c")] as [(Int64, String)] {
            let partial = try await FileBlobStore(root: folder.url.path).partial("x", at: offset, length: nil)
            #expect(await partial.count == offset)
            try await partial.append(ByteBuffer(string: piece))
            if offset == 2 { #expect(try await partial.digest() == Blob(sha256: abc, bytes: 3)) }
            await partial.close()
        }
    }

    @Test("One holder at a time, and bytes that are missing are missed")
    func held() async throws {
        let folder = try TemporaryFolder()
        let store = try FileBlobStore(root: folder.url.path)
        let partial = try await store.partial("x", at: 0, length: nil)
        try await partial.append(ByteBuffer(string: "ab"))
        await #expect { try await store.partial("x", at: 0, length: nil) } throws: { ($0 as? StorageError)?.code == .busy }
        await partial.close()
        await #expect { try await store.partial("x", at: 3, length: nil) } throws: { ($0 as? StorageError)?.code == .corrupt }
    }

    @Test("What came after the last time it was made safe can be taken back")
    func rollBack() async throws {
        let folder = try TemporaryFolder()
        let store = try FileBlobStore(root: folder.url.path)
        let partial = try await store.partial("x", at: 0, length: nil)
        try await partial.append(ByteBuffer(string: "ab"))
        #expect(try await partial.synchronise() == 2)
        try await partial.append(ByteBuffer(string: "never"))
        try await partial.rollBack()
        try await partial.append(ByteBuffer(string: "c"))
        #expect(try await partial.digest() == Blob(sha256: abc, bytes: 3))
        await partial.close()
    }
}
