import Foundation
import TestSupport
import Testing

@Suite("What docs/api.md promises") struct APIDocumentTests {
    private var document: String {
        get throws { try String(contentsOf: Products.root.appending(path: "docs/api.md"), encoding: .utf8) }
    }

    @Test("The client in it is the one that is tested")
    func client() throws {
        let parts = try document.components(separatedBy: "<!-- client -->")
        try #require(parts.count == 3)
        let block = parts[1].trimmingCharacters(in: .whitespacesAndNewlines)
        let source = try String(contentsOf: Products.root.appending(path: "Tests/LecternTests/LecternClient.swift"), encoding: .utf8)
        #expect(block == "```swift\n" + source.trimmingCharacters(in: .whitespacesAndNewlines) + "\n```")
    }

    @Test("The client creates, uploads, waits and reads", .timeLimit(.minutes(3)))
    func use() async throws {
        let folder = try TemporaryFolder()
        let server = try await ServerProcess(data: folder.path("data"))
        let file = folder.path("talk.mp4")
        try FFmpeg.run(["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=3", "-c:v", "libx264", "-preset", "ultrafast"], to: file)
        let client = LecternClient(base: "http://127.0.0.1:\(server.port)")
        let review = try await client.create(title: "Waves", course: "Optics")
        try await client.upload(file: file, to: review)
        #expect(try await client.wait(for: review).state == "completed")
        #expect(try await !client.report(of: review).verdict.isEmpty)
    }
}
