internal import Foundation
package import Logging
package import ReviewModel
internal import Subprocess
internal import SystemPackage

/// Launches `lectern-media`, one process a job, and reads what it says.
///
/// The child has a session of its own; when the task is cancelled, the deadline passes or a message cannot be handled,
/// its whole group is killed before `run` returns.
package struct MediaChild: Sendable {
    private let executable: String
    private let logger: Logger

    /// A line longer than this, in bytes, is not of the child's protocol. Three hours of motion take 2.6 MB.
    private static let longestLine = 32 << 20
    /// What a child may say in all, in bytes; ten hours take 20 MB.
    private static let longestOutput = 128 << 20
    /// JSON leaves other line breaks of Unicode as they are within its strings.
    private static let newline = SubprocessOutputSequence.StringSequence<UTF8>.Separator.unicodeScalarSequence(["\n"])

    package init(executable: String, logger: Logger) {
        self.executable = executable
        self.logger = logger
    }

    /// Runs a command to its result. Progress and measurements are handed over as they come, in order.
    ///
    /// Throws the child's own `ChildFailure`, or one that says how the child ended.
    package func run(
        _ command: MediaCommand, limits: ChildLimits = ChildLimits(), onMessage: @escaping @Sendable (ChildMessage) throws -> Void = { _ in }
    ) async throws -> ChildMessage.Result {
        try await withThrowingTaskGroup(of: ChildMessage.Result?.self) { group in
            group.addTask { try await launch(command, limits: limits, onMessage: onMessage) }
            group.addTask {
                try await Task.sleep(for: limits.deadline)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let result = first else {
                throw ChildFailure(.limit, "\(command.name) did not end within \(limits.deadline) and was stopped.")
            }
            return result
        }
    }

    private func launch(
        _ command: MediaCommand, limits: ChildLimits, onMessage: @escaping @Sendable (ChildMessage) throws -> Void
    ) async throws -> ChildMessage.Result {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(2))]
        let run = try await Subprocess.run(
            .path(FilePath(executable)), arguments: Arguments(command.arguments + limits.arguments), environment: Self.environment,
            platformOptions: options, input: .none, output: .sequence, error: .sequence
        ) { execution in
            async let log = tail(of: execution.standardError)
            let ending = try await read(execution.standardOutput, onMessage: onMessage)
            return (ending, try await log)
        }
        try Task.checkCancellation()
        let (ending, log) = run.closureResult
        switch ending {
        case .result(let result) where run.terminationStatus.isSuccess: return result
        case .failure(let failure): throw failure
        default: throw unexpected(run.terminationStatus, command: command, log: log)
        }
    }

    /// The child needs nothing of the service's environment, which may hold secrets.
    private static let environment = Environment.custom([
        "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2",
    ])

    /// Reads messages to the end of the output; the last of them is the ending.
    private func read(
        _ output: SubprocessOutputSequence, onMessage: (ChildMessage) throws -> Void
    ) async throws -> ChildMessage? {
        let decoder = JSONDecoder()
        var ending: ChildMessage?
        var total = 0
        for try await line in output.strings(separatedBy: Self.newline, bufferingPolicy: .maxLineLength(Self.longestLine)) where !line.isEmpty {
            total += line.utf8.count
            guard total <= Self.longestOutput else { throw ChildFailure(.limit, "The recording gives more measurements than can be kept.") }
            let message = try decoder.decode(ChildMessage.self, from: Data(line.utf8))
            switch message {
            case .result, .failure: ending = message
            case .progress, .series, .event, .motion, .span, .segment: try onMessage(message)
            }
        }
        return ending
    }

    /// Reads the child's log to its end, whatever is in it, and keeps its last words.
    private func tail(of output: SubprocessOutputSequence) async throws -> String {
        var last: [UInt8] = []
        for try await buffer in output {
            last = (last + buffer.withUnsafeBytes { Array($0) }).suffix(2000)
        }
        let words = String(decoding: last, as: UTF8.self)
        if !words.isEmpty { logger.debug("\(words)", metadata: ["from": "lectern-media"]) }
        return words
    }

    private func unexpected(_ status: TerminationStatus, command: MediaCommand, log: String) -> ChildFailure {
        logger.warning("The media program ended without a result.", metadata: ["command": "\(command.name)", "status": "\(status)", "log": "\(log)"])
        return switch status {
        case .signaled(let signal) where [SIGXCPU, SIGXFSZ].contains(signal):
            ChildFailure(.limit, "\(command.name) reached a limit on time or size (signal \(signal)).")
        case .signaled(let signal): ChildFailure(.internal, "\(command.name) was ended by signal \(signal).")
        case .exited(let code): ChildFailure(.internal, "\(command.name) ended with status \(code) and no result.")
        }
    }
}

extension ChildFailure {
    /// Whether another attempt cannot help: a file does not get better, and a missing model does not come by itself.
    package var isPermanent: Bool {
        switch code {
        case .unreadable, .refused, .noStream, .dependency: true
        case .limit, .io, .internal: false
        }
    }
}
