import Foundation
import ReviewModel
import TestSupport
import Testing

@Suite("kill -9 and shutdown, through the real service", .timeLimit(.minutes(6)))
struct CrashTests {
    /// Stands in for the media program: waits before it goes on as the real one, so that a kill meets a stage at work.
    private func slowChild(in folder: TemporaryFolder) throws -> String {
        let script = "#!/bin/sh\nsleep 1\nexec \(Products.program("lectern-media")) \"$@\"\n"
        let path = try folder.write(Data(script.utf8), to: "slow-media")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    private func talk(in folder: TemporaryFolder) throws -> String {
        let path = folder.path("talk.mp4")
        try FFmpeg.run(
            [
                "-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25", "-i", try Products.dependency("media/jfk.wav"),
                // Black inside, so that the last stage has a still to take.
                "-vf", "drawbox=c=black:t=fill:enable='between(t,4,6)'", "-shortest", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac",
            ], to: path)
        return path
    }

    @Test("Killed in each stage, a review ends in one complete report", arguments: Stage.allCases)
    func killed(in stage: Stage) async throws {
        let folder = try TemporaryFolder()
        let environment = ["LECTERN_QUEUE_LEASE": "4", "LECTERN_MEDIA_EXECUTABLE": try slowChild(in: folder)]
        let data = folder.path("data")
        var server = try await ServerProcess(data: data, environment: environment)
        if stage == .content {
            // This stage takes no time worth mentioning: it is killed as it is let go.
            _ = try await server.post("/v1/queues/content/pause")
        }
        let path = try await server.submit(try talk(in: folder))
        if stage == .content {
            _ = try await server.wait(path) { status in status.stages.filter { $0.state == .measured }.count == 3 }
            _ = try await server.post("/v1/queues/content/resume")
        } else {
            _ = try await server.wait(path) { status in status.stages.contains { $0.stage == stage && $0.state == .running } }
        }
        server.kill(SIGKILL)
        server = try await ServerProcess(data: data, environment: environment)
        let status = try await server.wait(path) { $0.state.isFinal }
        try await expectOneCompleteReport(server, path, status)
    }

    @Test("A graceful shutdown gives the work back, and the next start ends it")
    func terminated() async throws {
        let folder = try TemporaryFolder()
        // A job that were not given back would hold its lease for an hour.
        let environment = ["LECTERN_QUEUE_LEASE": "3600", "LECTERN_MEDIA_EXECUTABLE": try slowChild(in: folder)]
        let data = folder.path("data")
        var server = try await ServerProcess(data: data, environment: environment)
        let path = try await server.submit(try talk(in: folder))
        _ = try await server.wait(path) { status in status.stages.contains { $0.stage == .quality && $0.state == .running } }
        let begin = ContinuousClock.now
        server.kill(SIGTERM)
        #expect(begin.duration(to: .now) < .seconds(15))
        server = try await ServerProcess(data: data, environment: environment)
        let status = try await server.wait(path) { $0.state.isFinal }
        try await expectOneCompleteReport(server, path, status)
    }

    private func expectOneCompleteReport(_ server: ServerProcess, _ path: String, _ status: ServerProcess.Status) async throws {
        #expect(status.state == .completed)
        #expect(status.stages.allSatisfy { $0.state == .measured })
        let report: Report = try await server.get(path + "/report").decode()
        #expect(report.review.state == .completed)
        #expect(Set(report.findings.map(\.id)).count == report.findings.count)
        #expect(report.findings.count { $0.code == .videoBlack } == 1)
        #expect(report.transcript?.words == 22)
        let evidence = try #require(report.findings.first { $0.code == .videoBlack }?.evidence.first)
        #expect(try await server.get(path + "/" + evidence.href).status == 200)
        struct Queues: Decodable {
            struct Queue: Decodable {
                var name: Stage
                var jobs: [String: Int]
            }
            var queues: [Queue]
        }
        let queues: Queues = try await server.get("/v1/queues").decode()
        #expect(queues.queues.allSatisfy { $0.jobs == ["done": 1] }, "\(queues)")
    }
}
