import Foundation
import Synchronization

/// Runs a program to its end and keeps what it wrote.
struct Program {
    let status: Int32
    let output: Data
    let errors: String

    /// The program did not do its work.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    init(_ name: String, _ arguments: [String]) throws {
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
