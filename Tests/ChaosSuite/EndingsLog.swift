internal import Glibc
internal import Logging
internal import TestSupport

/// The file in which a worker notes the jobs whose end it was told is stored: what was acknowledged must not be gone afterwards.
final class EndingsLog: Sendable {
    private let descriptor: Int32

    init(path: String) throws {
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        guard descriptor >= 0 else { throw Program.Failure(description: "\(path) cannot be written.") }
    }

    /// One write, so that a process that is killed leaves whole lines; what is written to a file survives its process.
    func note(_ job: String) {
        let line = Array((job + "\n").utf8)
        _ = write(descriptor, line, line.count)
    }
}

/// Reads the worker's own log for the jobs that ended.
struct EndingsHandler: LogHandler {
    let log: EndingsLog
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    init(log: EndingsLog) {
        self.log = log
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        if event.metadata?["outcome"] == "done", let job = metadata["job"] { log.note("\(job)") }
    }
}
