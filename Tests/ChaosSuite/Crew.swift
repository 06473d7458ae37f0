internal import Foundation
internal import Synchronization
internal import TestSupport

/// The worker processes. One that has died is started again.
final class Crew: Sendable {
    private struct Member {
        var process: Process
        let clockFile: String
    }

    private let program: String
    private let address: String
    private let folder: TemporaryFolder
    private let members: Mutex<[Member]>

    /// - Parameter program: the one that `ChaosWorker` runs in.
    init(_ count: Int, program: String, address: String, folder: TemporaryFolder) throws {
        self.program = program
        self.address = address
        self.folder = folder
        let first = try (0..<count).map { number in
            let clockFile = folder.path("clock\(number)")
            return Member(process: try Self.start(program, address, clockFile, folder), clockFile: clockFile)
        }
        members = Mutex(first)
    }

    private static func start(_ program: String, _ address: String, _ clockFile: String, _ folder: TemporaryFolder) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = ["work", address, "--clock", clockFile, "--endings", folder.path("endings")]
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Sends a signal to one of them.
    @discardableResult
    func signal(_ signal: Int32, _ number: Int) -> Int32 {
        members.withLock { members in
            let id = members[number % members.count].process.processIdentifier
            kill(id, signal)
            return id
        }
    }

    func setClock(_ number: Int, wrongBy seconds: Double) throws {
        let file = members.withLock { $0[number % $0.count].clockFile }
        try Data("\(seconds)".utf8).write(to: URL(filePath: file), options: .atomic)
    }

    /// Starts those again that have died.
    func revive() throws {
        try members.withLock { members in
            for index in members.indices where !members[index].process.isRunning {
                members[index].process = try Self.start(program, address, members[index].clockFile, folder)
            }
        }
    }

    func end() {
        members.withLock { members in
            for member in members {
                kill(member.process.processIdentifier, SIGKILL)
                member.process.waitUntilExit()
            }
        }
    }

    /// The jobs whose workers were told that their end is stored.
    func acknowledged() throws -> Set<String> {
        let text = try String(contentsOfFile: folder.path("endings"), encoding: .utf8)
        return Set(text.split(separator: "\n").map(String.init))
    }
}
