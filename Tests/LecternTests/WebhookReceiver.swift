import Foundation
import Synchronization
import TestSupport

/// A receiver of webhooks that somebody else's library verifies (`Tests/Clients/webhook_receiver.py`), as a process of its own.
final class WebhookReceiver: Sendable {
    let port: Int
    private let log: Log
    private let input: Pipe
    private let process: Process

    /// What it told of a delivery, by the event's id: one of the three.
    struct Line: Decodable, Sendable {
        struct Content: Decodable, Sendable {
            var review: String?
            var title: String?
            var verdict: String?
            var links: [String: String]?
        }

        var accepted: String?
        var failed: String?
        var refused: String?
        var type: String?
        var data: Content?
        var signatures: Int?
        /// Told once, at first.
        var port: Int?
    }

    private final class Log: Sendable {
        private let data = Mutex(Data())

        func append(_ more: Data) { data.withLock { $0.append(more) } }

        /// Those that are whole.
        var lines: [Line] {
            let text = data.withLock { String(decoding: $0, as: UTF8.self) }
            guard let end = text.lastIndex(of: "\n") else { return [] }
            return text[..<end].split(separator: "\n").compactMap { try? JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        }
    }

    /// - Parameter failures: deliveries that it answers with 500 before the first that it accepts.
    init(failures: Int = 0) async throws {
        let (log, input, output, process) = (Log(), Pipe(), Pipe(), Process())
        process.executableURL = URL(filePath: try Products.dependency("clients/bin/python"))
        process.arguments = [Products.root.appending(path: "Tests/Clients/webhook_receiver.py").path, "--failures", "\(failures)"]
        process.standardInput = input
        process.standardOutput = output
        output.fileHandleForReading.readabilityHandler = { handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            log.append(data)
        }
        try process.run()
        var found: Int?
        for _ in 0..<600 where found == nil {
            try await Task.sleep(for: .milliseconds(50))
            found = log.lines.first?.port
            if !process.isRunning { break }
        }
        guard let found else {
            process.terminate()
            throw Program.Failure(description: "The receiver of webhooks did not start.")
        }
        port = found
        self.log = log
        self.input = input
        self.process = process
    }

    deinit {
        process.terminate()
    }

    /// Gives it the secret to verify by from now on.
    func use(_ secret: String) throws {
        try input.fileHandleForWriting.write(contentsOf: Data((secret + "\n").utf8))
    }

    /// What it told of deliveries so far.
    var deliveries: [Line] { log.lines.filter { $0.port == nil } }

    /// The deliveries that it accepted.
    var accepted: [Line] { deliveries.filter { $0.accepted != nil } }
}
