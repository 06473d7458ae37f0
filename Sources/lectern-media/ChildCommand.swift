import ArgumentParser
import Foundation
import ReviewModel

/// A command of the child: its work ends in a result or in a failure, and either way in one closing line on standard output.
protocol ChildCommand: ParsableCommand {
    /// Locks itself down and does the work; progress and measurements go out through `Emitter` on the way.
    func perform() throws -> ChildMessage.Result
}

extension ChildCommand {
    func run() throws {
        do {
            Emitter.shared.emit(.result(try perform()))
        } catch {
            let failure = error as? ChildFailure ?? ChildFailure(.internal, "\(error)")
            Emitter.shared.emit(.failure(failure))
            throw ExitCode(failure.exitCode)
        }
    }
}

extension ChildFailure {
    /// 65 (`EX_DATAERR`) when the recording itself is at fault, so that another attempt cannot help; otherwise 1.
    var exitCode: Int32 {
        switch code {
        case .unreadable, .refused: 65
        case .noStream, .limit, .dependency, .io, .internal: 1
        }
    }
}
