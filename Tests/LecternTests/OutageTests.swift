import AsyncHTTPClient
import Crypto
import Foundation
import NIOCore
import NIOHTTP1
import StorageTestSupport
import TestSupport
import Testing

@Suite("Outages: honest answers while they last, and nothing lost afterwards", .timeLimit(.minutes(4)))
struct OutageTests {
    private static let megabyte = 1 << 20

    /// An upload by tus, half of which has come.
    private struct HalfUpload {
        let path: String
        let bytes: ByteBuffer

        init(_ server: ServerProcess, megabytes: Int) async throws {
            let size = megabytes * megabyte
            bytes = ByteBuffer(bytes: (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
            let created = try await server.request(
                .POST, "/v1/uploads", headers: [("Tus-Resumable", "1.0.0"), ("Upload-Length", "\(size)")])
            path = try #require(created.header("Location"))
            let half = try #require(bytes.getSlice(at: 0, length: size / 2))
            #expect(try await send(half, at: 0, to: server).status == 204)
        }

        func send(_ chunk: ByteBuffer, at offset: Int, to server: ServerProcess) async throws -> ServerProcess.Answer {
            let headers = [
                ("Tus-Resumable", "1.0.0"), ("Upload-Offset", "\(offset)"), ("Content-Type", "application/offset+octet-stream"),
            ]
            return try await server.request(.PATCH, path, headers: headers, body: .bytes(chunk))
        }

        func rest(from offset: Int) throws -> ByteBuffer {
            try #require(bytes.getSlice(at: offset, length: bytes.readableBytes - offset))
        }

        func offset(_ server: ServerProcess) async throws -> Int? {
            try await server.request(.HEAD, path, headers: [("Tus-Resumable", "1.0.0")]).header("Upload-Offset").flatMap { Int($0) }
        }

        /// Goes on where the upload is, and checks that the review has every byte.
        func finish(_ server: ServerProcess) async throws {
            let offset = try #require(try await offset(server))
            #expect(offset >= bytes.readableBytes / 2)
            let done = try await send(try rest(from: offset), at: offset, to: server)
            #expect(done.status == 204)
            let link = try #require(done.header("Link"))
            let review = try #require(link.firstMatch(of: /<([^>]+)>/)?.1)
            struct Status: Decodable {
                struct Source: Decodable {
                    var sha256: String
                }
                var source: Source
            }
            let hash = SHA256.hash(data: Data(bytes.readableBytesView)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            #expect(try await server.get(String(review)).decode(Status.self).source.sha256 == hash)
        }
    }

    @Test("A full disk", .enabled(if: SmallDisk.isPossible, "mounting needs privileges"))
    func fullDisk() async throws {
        let disk = try SmallDisk(megabytes: 128)
        let server = try await ServerProcess(data: disk.path + "/data", arguments: ["--queues", "none"])
        let first = try await server.create()
        let upload = try await HalfUpload(server, megabytes: 8)
        try disk.fill()
        // The log of the database has a little room left for a while.
        var accepted: [String] = []
        var last = 0
        for _ in 0..<2_000 where last != 507 {
            let answer = try await server.post("/v1/reviews", json: #"{"title": "\#(String(repeating: "x", count: 400))"}"#)
            if answer.status == 202 { accepted.append(try #require(answer.header("Location"))) }
            last = answer.status
            #expect([202, 507].contains(last))
        }
        #expect(last == 507)
        #expect(try await server.put(first + "/media", ByteBuffer(repeating: 1, count: Self.megabyte)).status == 507)
        #expect(try await server.get(first).status == 200)
        #expect(try await server.get("/v1/reviews").status == 200)
        #expect(try await server.get("/livez").status == 200)
        let refused = try await upload.send(try upload.rest(from: 4 * Self.megabyte), at: 4 * Self.megabyte, to: server)
        #expect(refused.status == 507)
        disk.empty()
        try await upload.finish(server)
        #expect(try await server.put(first + "/media", ByteBuffer(repeating: 1, count: Self.megabyte)).status == 202)
        for path in accepted { #expect(try await server.get(path).status == 200) }
    }

    @Test("A data folder that cannot be written", .enabled(if: SmallDisk.isPossible, "mounting needs privileges"))
    func readOnlyFolder() async throws {
        let folder = try TemporaryFolder()
        let server = try await ServerProcess(data: folder.path("data"), arguments: ["--queues", "none"])
        let review = try await server.create()
        let upload = try await HalfUpload(server, megabytes: 2)
        try await SmallDisk.withReadOnly(folder.path("data/uploads")) {
            let answer = try await server.put(review + "/media", ByteBuffer(repeating: 1, count: 100))
            #expect(answer.status == 503)
            #expect(answer.header("Retry-After") != nil)
            #expect(try await server.get(review).status == 200)
        }
        #expect(try await server.put(review + "/media", ByteBuffer(repeating: 1, count: 100)).status == 202)
        try await upload.finish(server)
    }

    @Test("A data folder that cannot be written at the start ends it with a word about it", .enabled(if: SmallDisk.isPossible))
    func readOnlyStart() async throws {
        let folder = try TemporaryFolder()
        try TemporaryFolder.make(folder.path("data"))
        try await SmallDisk.withReadOnly(folder.path("data")) {
            let run = try await LecternCommand(["serve", "--data", folder.path("data"), "--port", "0"])
            #expect(run.status == 74)
            #expect(run.errors.contains(folder.path("data")))
        }
    }

    @Test("A database that is gone and comes back")
    func databaseGone() async throws {
        let postgres = try PostgresServer()
        let folder = try TemporaryFolder()
        let server = try await ServerProcess(
            data: folder.path("data"), arguments: ["--queues", "none", "--database", postgres.whole()])
        let review = try await server.create()
        let upload = try await HalfUpload(server, megabytes: 2)
        #expect(try await server.get(review).status == 200)
        try postgres.stop()
        // At the same time, because each may take as long as the database is waited for.
        try await withThrowingTaskGroup(of: ServerProcess.Answer.self) { group in
            for (method, path) in [
                (HTTPMethod.POST, "/v1/reviews"), (.GET, "/v1/reviews"), (.GET, "/v1/queues"), (.GET, "/readyz"), (.GET, "/metrics"),
            ] {
                group.addTask { try await server.request(method, path) }
            }
            group.addTask { try await server.put(review + "/media", ByteBuffer(repeating: 1, count: 100)) }
            group.addTask { try await upload.send(try upload.rest(from: Self.megabyte), at: Self.megabyte, to: server) }
            for try await answer in group {
                #expect(answer.status == 503)
                #expect(answer.header("Retry-After") != nil)
            }
        }
        #expect(try await server.get("/livez").status == 200)
        // What is in memory is told all the same.
        #expect(try await server.get(review).status == 200)
        try postgres.start()
        #expect(try await server.get("/readyz").status == 200)
        #expect(try await server.put(review + "/media", ByteBuffer(repeating: 1, count: 100)).status == 202)
        try await upload.finish(server)
    }
}
