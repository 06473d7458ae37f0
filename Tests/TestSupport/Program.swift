package import Foundation
internal import Synchronization

/// Runs a program to its end and keeps what it wrote.
package struct Program {
    package let status: Int32
    package let output: Data
    package let errors: String

    /// The program did not do its work.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String

        package init(description: String) {
            self.description = description
        }
    }

    package init(_ name: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = name.contains("/") ? URL(filePath: name) : URL(filePath: "/usr/bin/env")
        process.arguments = name.contains("/") ? arguments : [name] + arguments
        process.standardInput = FileHandle.nullDevice
        let (out, err) = (Pipe(), Pipe())
        process.standardOutput = out
        process.standardError = err
        // Both pipes are read at once, or a program that fills the one would wait for ever.
        let text = Mutex(Data())
        let reader = DispatchGroup()
        try process.run()
        DispatchQueue.global().async(group: reader) {
            let read = err.fileHandleForReading.readDataToEndOfFile()
            text.withLock { $0 = read }
        }
        output = out.fileHandleForReading.readDataToEndOfFile()
        reader.wait()
        process.waitUntilExit()
        status = process.terminationStatus
        errors = text.withLock { String(decoding: $0, as: UTF8.self) }
    }
}
