import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import ReviewModel
import Synchronization
import TestSupport

/// The real service as a process of its own, on a free port of loopback.
final class ServerProcess: Sendable {
    let port: Int
    let log: Log
    // Foundation's Process is safe to signal and to ask from any thread, though it does not say so.
    private nonisolated(unsafe) let process: Process

    /// What the service said on standard error.
    final class Log: Sendable {
        private let text = Mutex("")

        var value: String { text.withLock(\.self) }

        func append(_ data: Data) { text.withLock { $0 += String(decoding: data, as: UTF8.self) } }
    }

    struct DidNotStart: Error {
        let log: String
    }

    init(data: String, arguments: [String] = [], environment: [String: String] = [:]) async throws {
        process = Process()
        process.executableURL = URL(filePath: Products.program("lectern"))
        process.arguments = ["serve", "--data", data, "--port", "0"] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = FileHandle.nullDevice
        let log = Log()
        self.log = log
        pipe.fileHandleForReading.readabilityHandler = { handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            log.append(data)
        }
        try process.run()
        var found: Int?
        for _ in 0..<600 where found == nil {
            try await Task.sleep(for: .milliseconds(50))
            found = log.value.firstMatch(of: /Serving at http:\/\/127\.0\.0\.1:(\d+)/).flatMap { Int($0.1) }
            if !process.isRunning { break }
        }
        guard let found else {
            process.terminate()
            throw DidNotStart(log: log.value)
        }
        port = found
    }

    deinit {
        kill(SIGKILL)
    }

    /// Ends the process, and returns once it is gone.
    func kill(_ signal: Int32) {
        guard process.isRunning else { return }
        Foundation.kill(process.processIdentifier, signal)
        process.waitUntilExit()
    }

    /// Peak resident memory in bytes.
    func peakMemory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let kilobytes = status.firstMatch(of: /VmHWM:\s+(\d+) kB/).flatMap { Int($0.1) } ?? 0
        return kilobytes * 1024
    }

    struct Answer: Sendable {
        let status: Int
        let body: ByteBuffer
        fileprivate let headers: HTTPHeaders

        func header(_ name: String) -> String? {
            headers.first(name: name)
        }

        func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
            try JSONDecoder().decode(type, from: Data(body.readableBytesView))
        }
    }

    func get(_ path: String, headers: [(String, String)] = []) async throws -> Answer {
        try await request(.GET, path, headers: headers)
    }

    func post(_ path: String, json: String = "{}") async throws -> Answer {
        try await request(.POST, path, body: .bytes(ByteBuffer(string: json)))
    }

    /// Sends a body whose length is told beforehand, or, `chunked`, one whose length is not.
    func put(_ path: String, _ bytes: ByteBuffer, chunked: Bool = false) async throws -> Answer {
        try await request(.PUT, path, body: chunked ? .stream(OneChunk(bytes: bytes), length: .unknown) : .bytes(bytes))
    }

    /// Creates a review and gives its address.
    func create(json: String = "{}") async throws -> String {
        guard let path = try await post("/v1/reviews", json: json).header("Location") else { throw DidNotStart(log: log.value) }
        return path
    }

    func request(
        _ method: HTTPMethod, _ path: String, headers: [(String, String)] = [], body: HTTPClientRequest.Body? = nil
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: path.hasPrefix("/") ? "http://127.0.0.1:\(port)\(path)" : path)
        request.method = method
        request.headers = HTTPHeaders(headers)
        request.body = body
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(120))
        return Answer(status: Int(response.status.code), body: try await response.body.collect(upTo: 64 << 20), headers: response.headers)
    }

    /// The state of a review as a poll tells it.
    struct Status: Decodable, Sendable {
        var id: String
        var state: Review.State
        var version: Int
        var problem: String?
        var stages: [Review.StageStatus]
    }

    func status(_ path: String) async throws -> Status {
        try await get(path).decode()
    }

    /// Creates a review, uploads a file to it, and gives its address.
    func submit(_ file: String, json: String = "{}") async throws -> String {
        let path = try await create(json: json)
        let bytes = ByteBuffer(bytes: try Data(contentsOf: URL(filePath: file)))
        let name = URL(filePath: file).lastPathComponent
        let answer = try await put("\(path)/media?fileName=\(name)", bytes)
        guard answer.status == 202 else { throw Refused(status: answer.status, body: String(buffer: answer.body)) }
        return path
    }

    struct Refused: Error {
        let status: Int
        let body: String
    }

    /// Polls until a test is true of the review.
    func wait(_ path: String, seconds: Double = 180, until test: (Status) -> Bool) async throws -> Status {
        let deadline = ContinuousClock.now.advanced(by: .seconds(seconds))
        while true {
            let status = try await status(path)
            if test(status) { return status }
            guard ContinuousClock.now < deadline else { throw TookTooLong(status: status, log: log.value) }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    struct TookTooLong: Error {
        let status: Status
        let log: String
    }
}

/// A body of one piece.
private struct OneChunk: AsyncSequence, Sendable {
    let bytes: ByteBuffer

    func makeAsyncIterator() -> AsyncStream<ByteBuffer>.Iterator {
        AsyncStream { continuation in
            continuation.yield(bytes)
            continuation.finish()
        }.makeAsyncIterator()
    }
}
