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
        let writer = try await store.writer()
        for piece in ["a", "b", "c"] { try await writer.append(ByteBuffer(string: piece)) }
        let blob = try await writer.finish()
        #expect(blob == Blob(sha256: abc, bytes: 3))
        #expect(try await store.read(abc) == ByteBuffer(string: "abc"))
        #expect(try await store.read(String(repeating: "0", count: 64)) == nil)
    }

    @Test("The same bytes twice are stored once, and nothing half-received stays")
    func once() async throws {
        let folder = try TemporaryFolder()
        let store = try FileBlobStore(root: folder.url.path)
        for _ in 0..<2 { _ = try await store.store(ByteBuffer(string: "abc")) }
        let discarded = try await store.writer()
        try await discarded.append(ByteBuffer(string: "abcd"))
        await discarded.discard()
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
}
