import Foundation
import NIOCore
import ReviewModel
import StorageTestSupport
import TestSupport
import Testing

@Suite("Metrics", .timeLimit(.minutes(3))) struct MetricsTests {
    /// The names that the operator's guide explains.
    private static func explained() throws -> Set<String> {
        let guide = try String(contentsOf: Products.root.appending(path: "docs/operations.md"), encoding: .utf8)
        return Set(guide.matches(of: /`(lectern_[a-z_]+)`/).map { String($0.1) })
    }

    @Test("Every alarm is explained, and asks for metrics that there are")
    func alarms() throws {
        let rules = try String(contentsOf: Products.root.appending(path: "deploy/alarms.yml"), encoding: .utf8)
        let guide = try String(contentsOf: Products.root.appending(path: "docs/operations.md"), encoding: .utf8)
        let names = rules.matches(of: /alert: (\w+)/).map { String($0.1) }
        #expect(names.count == 9)
        for name in names { #expect(guide.contains("| \(name) |"), "\(name)") }
        let asked = Set(rules.matches(of: /lectern_[a-z_]+/).map { String($0.0.replacing(/_(sum|count)$/, with: "")) })
        #expect(asked.subtracting(try Self.explained()) == [])
    }

    @Test("Every metric that the service shows is explained in the operator's guide", arguments: Engine.allCases)
    func documented(on engine: Engine) async throws {
        let folder = try TemporaryFolder()
        let talk = folder.path("talk.mp4")
        try FFmpeg.run(
            "-f lavfi -i testsrc2=s=320x180:r=25:d=4 -f lavfi -i sine=d=4 -c:v libx264 -preset ultrafast -c:a aac", to: talk)
        let options = engine == .postgres ? ["--database", try PostgresServer.shared.get().database()] : []
        let server = try await ServerProcess(data: folder.path("data"), arguments: options)
        let path = try await server.submit(talk)
        #expect(try await server.wait(path) { $0.state.isFinal }.state == .completed)
        let page = String(buffer: try await server.get("/metrics").body)
        let shown = Set(page.matches(of: /TYPE (lectern_[a-z_]+)\s/).map { String($0.1) })
        #expect(shown.subtracting(try Self.explained()) == [])
        let always: Set = [
            "lectern_queue_jobs", "lectern_queue_oldest_waiting_seconds", "lectern_queue_paused", "lectern_queue_workers", "lectern_queue_lanes",
            "lectern_job_wait_seconds", "lectern_job_run_seconds", "lectern_job_real_time_factor", "lectern_job_attempts_total",
            "lectern_database_info", "lectern_database_statements_total", "lectern_database_commit_seconds", "lectern_database_commit_writers",
        ]
        #expect(always.subtracting(shown) == [])
        #expect(page.contains(engine == .sqlite ? "synchronous=FULL" : "fsync=on"))
        #expect(page.contains(/lectern_job_run_seconds_count\{outcome="done",queue="quality"\} 1/))
        #expect(page.contains(/lectern_job_real_time_factor_count\{queue="quality"\} 1/))
    }
}
