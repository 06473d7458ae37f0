import Foundation
import ReviewModel
import StorageTestSupport
import TestSupport
import Testing

@Suite("Many processes on one database", .timeLimit(.minutes(4))) struct ManyProcessesTests {
    /// A database that processes of their own can share: in the data folder, or a server.
    private static func database(_ engine: Engine) throws -> [String] {
        engine == .sqlite ? [] : ["--database", try PostgresServer.shared.get().database()]
    }

    @Test("One process serves, another works, and the operator's commands see both", arguments: Engine.allCases)
    func serveAndWork(on engine: Engine) async throws {
        let folder = try TemporaryFolder()
        let database = try Self.database(engine)
        let data = folder.path("data")
        let talk = folder.path("talk.mp4")
        try FFmpeg.run(
            "-f lavfi -i testsrc2=s=320x180:r=25:d=4 -f lavfi -i sine=d=4 -c:v libx264 -preset ultrafast -c:a aac", to: talk)
        func queues(_ arguments: String...) async throws -> String {
            let command = try await LecternCommand(["queues"] + arguments + ["--data", data] + database)
            #expect(command.status == 0, "\(command.errors)")
            return String(decoding: command.output, as: UTF8.self)
        }
        let server = try await ServerProcess(data: data, arguments: ["--queues", "none"] + database)
        let path = try await server.submit(talk)
        #expect(try await queues().contains(/ingest +1 +0/))
        _ = try await queues("pause", "content")

        let worker = Process()
        worker.executableURL = URL(filePath: Products.program("lectern"))
        worker.arguments = ["work", "--queues", "all", "--data", data] + database
        worker.standardError = FileHandle.nullDevice
        try worker.run()
        defer {
            worker.terminate()
            worker.waitUntilExit()
        }
        _ = try await server.wait(path) { status in
            status.stages.filter { [.quality, .transcription].contains($0.stage) }.allSatisfy(\.state.isSettled)
        }
        #expect(try await queues().contains(/content +1 .* paused/))
        let doctor = try await LecternCommand(["doctor", "--data", data] + database)
        #expect(doctor.status == 69 && String(decoding: doctor.output, as: UTF8.self).contains("content is paused"))
        _ = try await queues("resume", "content")
        #expect(try await server.wait(path) { $0.state.isFinal }.state == .completed)
        #expect(try await queues("dead").contains("No job is dead."))
    }

    @Test("Two services on one server tell the same within a second")
    func twoServices() async throws {
        let folder = try TemporaryFolder()
        let talk = folder.path("talk.mp4")
        try FFmpeg.run("-f lavfi -i testsrc2=s=320x180:r=25:d=4 -c:v libx264 -preset ultrafast", to: talk)
        let database = try Self.database(.postgres)
        let (one, other) = (
            try await ServerProcess(data: folder.path("data"), arguments: database),
            try await ServerProcess(data: folder.path("data"), arguments: ["--queues", "none"] + database)
        )
        let path = try await other.submit(talk)
        let end = try await one.wait(path) { $0.state.isFinal }
        let began = ContinuousClock.now
        let told = try await other.wait(path) { $0.version == end.version }
        #expect(began.duration(to: .now) < .seconds(1))
        #expect(told.state == .completed && told.stages == end.stages)
    }

    @Test("Mistakes of operators are named")
    func mistakes() async throws {
        let folder = try TemporaryFolder()
        let none = try await LecternCommand(["queues", "--data", folder.path("none")])
        #expect(none.status == 74 && none.errors.contains("there is no database"))
        let word = try await LecternCommand(["queues", "pause", "lunch"])
        #expect(word.status == 64)
        let away = try await LecternCommand(["queues", "--database", "postgres://me:secret@127.0.0.1:1/none"])
        #expect(away.status == 74 && away.errors.contains("127.0.0.1:1") && !away.errors.contains("secret"))
        let address = try await LecternCommand(["queues", "--database", "mysql://host"])
        #expect(address.status == 64 && address.errors.contains("postgres://"))
        let queue = try await LecternCommand(["work", "--queues", "none"])
        #expect(queue.status == 64)
    }
}
