import Foundation
import ReviewModel
import TestSupport
import Testing

@Suite("Real recordings, through the real programs")
struct RealClipTests {
    @Test("The words of a talk come out right, from a clip with a picture", .timeLimit(.minutes(3)))
    func words() async throws {
        let folder = try TemporaryFolder()
        let clip = folder.path("talk.mp4")
        try FFmpeg.run(
            [
                "-stream_loop", "-1", "-i", try Products.dependency("media/bikes.mp4"), "-i", try Products.dependency("media/jfk.wav"),
                "-map", "0:v", "-map", "1:a", "-shortest", "-vf", "scale=1280:720", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac",
            ], to: clip)
        let page = folder.path("talk.html")
        let command = try await LecternCommand(["review", clip, "--format", "json", "--page", page])
        #expect(command.status == 0, "\(command.errors)")
        let report = try command.report()
        #expect(report.transcript?.words == 22)
        let html = try String(contentsOfFile: page, encoding: .utf8)
        let words = html.lowercased().replacing(#/[^a-z ]+/#, with: " ").replacing(#/ +/#, with: " ")
        #expect(words.contains("and so my fellow americans ask not what your country can do for you ask what you can do for your country"))
    }

    @Test("Clips of other makes are reviewed without an error", .timeLimit(.minutes(3)), arguments: ["bigbuckbunny.mp4", "cityCC0.mpg", "vtest.avi"])
    func clips(name: String) async throws {
        let command = try await LecternCommand(["review", try Products.dependency("media/\(name)"), "--format", "json"])
        #expect(command.status == 0, "\(command.errors)")
        let report = try command.report()
        #expect(report.review.state == .completed)
        #expect(report.coverage.first { $0.stage == .quality }?.state == .measured)
        #expect(!report.findings.contains { $0.code == .containerUnreadable || $0.code == .containerTruncated || $0.code == .videoFrozen })
    }
}
