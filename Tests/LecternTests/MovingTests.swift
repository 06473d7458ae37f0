import Foundation
import ReviewModel
import StorageTestSupport
import TestSupport
import Testing

@Suite("Backups, and moving from one database to another", .timeLimit(.minutes(5))) struct MovingTests {
    private static let script = Products.root.appending(path: "deploy")

    /// A short recording with a fault.
    private static func talk(in folder: TemporaryFolder) throws -> String {
        let talk = folder.path("talk.mp4")
        try FFmpeg.run(
            "-f lavfi -i testsrc2=s=320x180:r=25:d=4 -f lavfi -i sine=d=4 -c:v libx264 -preset ultrafast -c:a aac", to: talk)
        return talk
    }

    private static func report(_ server: ServerProcess, _ path: String) async throws -> Report {
        try await server.get(path + "/report", headers: [("Accept", "application/json")]).decode()
    }

    private static func run(_ name: String, _ arguments: [String]) throws {
        let script = try Program(script.appending(path: name).path, arguments)
        guard script.status == 0 else { throw Program.Failure(description: script.errors) }
    }

    @Test("A backup taken while the service works brings everything back", arguments: Engine.allCases)
    func backup(of engine: Engine) async throws {
        let folder = try TemporaryFolder()
        let talk = try Self.talk(in: folder)
        let postgres = engine == .postgres ? try PostgresServer() : nil
        let address = postgres?.whole()
        let options = address.map { ["--database", $0] } ?? []
        let server = try await ServerProcess(data: folder.path("data"), arguments: options)
        let path = try await server.submit(talk)
        #expect(try await server.wait(path) { $0.state.isFinal }.state == .completed)
        let report = try await Self.report(server, path)
        let second = try await server.submit(talk)
        try Self.run("backup.sh", [folder.path("data"), folder.path("backup")] + (address.map { [$0] } ?? []))
        server.kill(SIGKILL)

        try postgres?.run("CREATE DATABASE restored")
        let restored = postgres?.whole(named: "restored")
        try Self.run("restore.sh", [folder.path("backup"), folder.path("again")] + (restored.map { [$0] } ?? []))
        let again = try await ServerProcess(data: folder.path("again"), arguments: restored.map { ["--database", $0] } ?? [])
        #expect(try await Self.report(again, path) == report)
        // What was not done when the backup was taken is done now.
        #expect(try await again.wait(second) { $0.state.isFinal }.state == .completed)
        #expect(throws: Program.Failure.self) { try Self.run("restore.sh", [folder.path("backup"), folder.path("again")]) }
    }

    @Test("A backup that is damaged is not restored")
    func damaged() async throws {
        let folder = try TemporaryFolder()
        let server = try await ServerProcess(data: folder.path("data"))
        _ = try await server.create()
        try Self.run("backup.sh", [folder.path("data"), folder.path("backup")])
        let file = try FileHandle(forUpdating: URL(filePath: folder.path("backup/lectern.db")))
        try file.seek(toOffset: 5000)
        try file.write(contentsOf: Data("damage".utf8))
        try file.close()
        #expect(throws: Program.Failure.self) { try Self.run("restore.sh", [folder.path("backup"), folder.path("again")]) }
        #expect(!FileManager.default.fileExists(atPath: folder.path("again")))
    }

    @Test("A service moves up to a server, and its reports are there")
    func migrate() async throws {
        let folder = try TemporaryFolder()
        let talk = try Self.talk(in: folder)
        let first = try await ServerProcess(data: folder.path("data"))
        let path = try await first.submit(talk)
        #expect(try await first.wait(path) { $0.state.isFinal }.state == .completed)
        let report = try await Self.report(first, path)
        first.kill(SIGTERM)

        let address = try PostgresServer.shared.get().database()
        let arguments = ["migrate", "--from", "sqlite:" + folder.path("data/lectern.db"), "--to", address]
        let moved = try await LecternCommand(arguments)
        #expect(moved.status == 0, "\(moved.errors)")
        let said = String(decoding: moved.output, as: UTF8.self)
        #expect(said.contains("reviews: 1 rows") && said.contains("jobs: 5 rows") && said.contains("Both are alike."), "\(said)")
        let second = try await ServerProcess(data: folder.path("data"), arguments: ["--database", address])
        #expect(try await Self.report(second, path) == report)
        // A second time there is something in the way.
        let again = try await LecternCommand(arguments)
        #expect(again.status == 74 && again.errors.contains("empty database"))
        let nowhere = try await LecternCommand(["migrate", "--from", "sqlite:/none/lectern.db", "--to", address])
        #expect(nowhere.status == 64 && nowhere.errors.contains("/none/lectern.db"))
    }
}
