import Foundation
import ReviewModel
import TestSupport

/// Runs the real `lectern` to its end.
struct LecternCommand {
    let status: Int32
    let output: Data
    let errors: String

    init(_ arguments: [String], environment: [String: String] = [:]) async throws {
        let process = Process()
        process.executableURL = URL(filePath: Products.program("lectern"))
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let (out, err) = (Pipe(), Pipe())
        process.standardOutput = out
        process.standardError = err
        async let errors = Self.read(err)
        async let output = Self.read(out)
        try process.run()
        self.output = await output
        self.errors = String(decoding: await errors, as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
    }

    func report() throws -> Report {
        try JSONDecoder().decode(Report.self, from: output)
    }

    /// Reads to the end on a thread of its own: a blocking read must not hold one of the cooperative pool's.
    private static func read(_ pipe: Pipe) async -> Data {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: pipe.fileHandleForReading.readDataToEndOfFile()) }
        }
    }
}
