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
