import ArgumentParser
import Foundation
import Logging
import Storage

/// Log lines and last words, all on standard error.
enum Diagnostics {
    static func logger(_ level: Logger.Level) -> Logger {
        var logger = Logger(label: "lectern") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = level
        return logger
    }

    static func say(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Opens storage; what cannot be opened or written ends the program with a word about it.
    static func opening<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as StorageError {
            say("lectern: \(error)")
            throw ExitStatus.inputOutput
        }
    }
}
