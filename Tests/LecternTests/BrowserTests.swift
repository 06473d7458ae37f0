import Foundation
import TestSupport
import Testing

@Suite("The pages in a real browser") struct BrowserTests {
    @Test("A review from its upload to its report, and accessibility", .timeLimit(.minutes(4)))
    func small() async throws {
        let process = Process()
        process.executableURL = URL(filePath: try Products.dependency("browser/bin/python"))
        process.arguments = [Products.root.appending(path: "Tests/Browser/browser_check.py").path, "--small"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        async let output = Self.read(pipe)
        try process.run()
        let text = String(decoding: await output, as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text)")
    }

    /// Reads to the end on a thread of its own: a blocking read must not hold one of the cooperative pool's.
    private static func read(_ pipe: Pipe) async -> Data {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: pipe.fileHandleForReading.readDataToEndOfFile()) }
        }
    }
}
