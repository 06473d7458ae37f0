import Foundation
import NIOCore
import ReviewModel
import TestSupport
import Testing

@Suite("The real service", .timeLimit(.minutes(5)))
struct ServiceTests {
    @Test("A 300 MB upload by curl keeps the service under 150 MB")
    func largeUpload() async throws {
        let folder = try TemporaryFolder()
        let large = folder.path("large.mp4")
        #expect(FileManager.default.createFile(atPath: large, contents: nil))
        let file = try FileHandle(forWritingTo: URL(filePath: large))
        try file.truncate(atOffset: 300 << 20)
        try file.close()
        let server = try await ServerProcess(data: folder.path("data"))
        let path = try await server.create()
        let curl = Process()
        curl.executableURL = URL(filePath: "/usr/bin/env")
        curl.arguments = ["curl", "-sS", "-f", "-o", "/dev/null", "-T", large, "http://127.0.0.1:\(server.port)\(path)/media/"]
        try curl.run()
        curl.waitUntilExit()
        #expect(curl.terminationStatus == 0)
        let peak = try server.peakMemory()
        #expect(peak < 150 << 20, "\(peak >> 20) MiB")
        // 300 MB of zeros are no recording, and that is said.
        #expect(try await server.wait(path) { $0.state.isFinal }.state == .refused)
    }

    @Test("Ten uploads at once all end in reports, and polls with the newest tag are 304")
    func tenAtOnce() async throws {
        let folder = try TemporaryFolder()
        let clip = folder.path("clip.mp4")
        try FFmpeg.run(
            "-f lavfi -i testsrc2=size=1280x720:rate=25:duration=3 -f lavfi -i sine=frequency=300:duration=3 -c:v libx264 -preset ultrafast -c:a aac",
            to: clip)
        let server = try await ServerProcess(data: folder.path("data"))
        let states = try await withThrowingTaskGroup(of: Review.State.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    let path = try await server.submit(clip)
                    return try await server.wait(path) { $0.state.isFinal }.state
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(states == .init(repeating: .completed, count: 10))

        struct Page: Decodable {
            var reviews: [ServerProcess.Status]
        }
        let page: Page = try await server.get("/v1/reviews").decode()
        #expect(page.reviews.count == 10)
        for review in page.reviews {
            let path = "/v1/reviews/\(review.id)"
            let first = try await server.get(path)
            let tag = try #require(first.header("ETag"))
            let second = try await server.get(path, headers: [("If-None-Match", tag)])
            #expect(second.status == 304)
            #expect(second.body.readableBytes == 0)
            #expect(try await server.get(path + "/report", headers: [("Accept", "text/html")]).status == 200)
        }
    }

    @Test("A disk without room refuses the upload and keeps nothing of it", .enabled(if: SmallDisk.isPossible, "mounting needs privileges"))
    func fullDisk() async throws {
        let disk = try SmallDisk(megabytes: 96)
        let server = try await ServerProcess(data: disk.path)
        let path = try await server.create()
        let bytes = ByteBuffer(repeating: 1, count: 80 << 20)
        // Announced, it is refused before it travels; in chunks of unknown number, when the disk is full.
        let announced = try await server.put(path + "/media", bytes)
        #expect(announced.status == 507)
        let chunked = try await server.put(path + "/media", bytes, chunked: true)
        #expect(chunked.status == 507)
        for folder in ["incoming", "uploads"] { #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path + "/" + folder).isEmpty) }
        #expect(try await server.status(path).state == .awaitingMedia)
    }

    @Test("Without authentication only loopback is served")
    func loopbackOnly() async throws {
        let folder = try TemporaryFolder()
        let command = try await LecternCommand(["serve", "--data", folder.path("data"), "--host", "0.0.0.0"])
        #expect(command.status == 64)
        #expect(command.errors.contains("loopback"))
    }

    @Test("The service links neither libav nor whisper: media is the child's alone")
    func linkage() async throws {
        let ldd = Process()
        ldd.executableURL = URL(filePath: "/usr/bin/env")
        ldd.arguments = ["ldd", Products.program("lectern")]
        let output = Pipe()
        ldd.standardOutput = output
        try ldd.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        ldd.waitUntilExit()
        #expect(text.contains("libsqlite3"))
        #expect(!text.contains(#/libav|libswscale|libswresample|whisper|ggml/#))
    }

    @Test("The doctor names what is missing and how to get it")
    func doctor() async throws {
        let folder = try TemporaryFolder()
        let fine = try await LecternCommand(["doctor", "--data", folder.path("data")])
        #expect(fine.status == 0, "\(String(decoding: fine.output, as: UTF8.self))")
        let missing = try await LecternCommand(
            ["doctor", "--data", folder.path("data")], environment: ["LECTERN_TRANSCRIPTION_MODEL": "/nowhere/model.bin"])
        #expect(missing.status == 69)
        #expect(String(decoding: missing.output, as: UTF8.self).contains("/nowhere/model.bin"))
    }

    @Test("Judging again by another rubric needs no recording")
    func judgedAgain() async throws {
        let folder = try TemporaryFolder()
        let clip = folder.path("clip.mp4")
        try FFmpeg.run(
            "-f lavfi -i testsrc2=size=1280x720:rate=25:duration=3 -f lavfi -i sine=frequency=300:duration=3 -c:v libx264 -preset ultrafast -c:a aac",
            to: clip)
        let server = try await ServerProcess(data: folder.path("data"))
        let path = try await server.submit(clip)
        #expect(try await server.wait(path) { $0.state.isFinal }.state == .completed)
        let before: Report = try await server.get(path + "/report").decode()
        #expect(!before.findings.contains { $0.code == .videoResolutionLow })
        try FileManager.default.removeItem(atPath: folder.path("data/blobs"))
        let unknown = try await server.post(path + "/rerun", json: #"{"rubric": "nothing"}"#)
        #expect(unknown.status == 422)
        #expect(try await server.post(path + "/rerun", json: #"{"rubric": "broadcast"}"#).status == 202)
        #expect(try await server.wait(path) { $0.state.isFinal }.state == .completed)
        let after: Report = try await server.get(path + "/report").decode()
        #expect(after.review.rubric == "broadcast")
        #expect(after.findings.contains { $0.code == .videoResolutionLow })
    }
}
