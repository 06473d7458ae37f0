import Foundation

/// Makes clips for tests with the `ffmpeg` program.
package enum FFmpeg {
    /// What ffmpeg said when it failed.
    package struct Failure: Error, CustomStringConvertible {
        package var description: String

        package init(description: String) {
            self.description = description
        }
    }

    /// Runs ffmpeg with arguments as they stand in a shell, separated by spaces.
    ///
    /// - Parameter output: the path of the file that it writes.
    package static func run(_ arguments: String, to output: String) throws {
        try run(arguments.split(separator: " ").map(String.init), to: output)
    }

    package static func run(_ arguments: [String], to output: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["ffmpeg", "-nostdin", "-v", "error", "-y"] + arguments + [output]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let text = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(description: String(decoding: text, as: UTF8.self)) }
    }
}
