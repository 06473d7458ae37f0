import ArgumentParser
import Foundation
import Logging
import Storage

/// Log lines and last words, all on standard error.
enum Diagnostics {
    static func logger(_ level: Logger.Level) -> Logger {
        var logger = Logger(label: "lectern") { LazyLogHandler(StreamLogHandler.standardError(label: $0)) }
        logger.logLevel = level
        return logger
    }

    static func say(_ text: String) {
        write(text + "\n")
    }

    /// Standard error may be closed or full: there is nobody left to tell.
    static func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    /// Opens storage; what cannot be opened or written ends the program with a word about it.
    static func opening<T>(_ body: () async throws -> T) async throws -> T {
        do {
            return try await body()
        } catch {
            throw ending(error)
        }
    }

    /// Says what went wrong with files or storage, and gives the status to end with; other errors pass.
    static func ending(_ error: any Error) -> any Error {
        switch error {
        case let error as StorageError: say("lectern: \(error)")
        case let error as CocoaError: say("lectern: \(error.localizedDescription)")
        default: return error
        }
        return ExitStatus.inputOutput
    }
}
