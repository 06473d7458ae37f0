package import Ingest
package import NIOCore
internal import Synchronization

/// Finds the addresses that a test says, and keeps what it was asked. An address in digits is its own.
package final class ScriptedResolver: AddressResolver {
    private struct State {
        var answers: [String: [[String]]]
        var asked: [String] = []
    }

    private let state: Mutex<State>

    /// - Parameter answers: by name, one after the other; the last one stays.
    package init(_ answers: [String: [[String]]]) {
        state = Mutex(State(answers: answers))
    }

    /// The hosts that were looked up, in order.
    package var asked: [String] { state.withLock(\.asked) }

    package func addresses(of host: String, port: Int) async throws -> [SocketAddress] {
        let found: [String]? = state.withLock { state in
            state.asked.append(host)
            guard let answers = state.answers[host] else { return nil }
            if answers.count > 1 { state.answers[host] = Array(answers.dropFirst()) }
            return answers.first
        }
        // The port is of no matter here: who connects takes the one of the address that was asked for.
        if let found { return try found.map { try SocketAddress(ipAddress: $0, port: 0) } }
        guard let literal = try? SocketAddress(ipAddress: host, port: 0) else { throw FetchRefusal.final("The name \(host) is not known.") }
        return [literal]
    }
}
