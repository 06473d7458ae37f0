/// Where reviews, results and jobs are kept. One schema and one set of statements serve every engine;
/// what an engine does in its own way is in `Dialect`.
package protocol Database: Sendable {
    /// For people: the engine's name and version, and its durability mode.
    var summary: String { get }

    /// Whether what was acknowledged survives a loss of power, as the engine is set.
    var isDurable: Bool { get }

    /// Runs `work` on a consistent snapshot. It must only read.
    func read<T: Sendable>(_ work: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T

    /// Runs `work` in a transaction of its own and returns once that is durable. If `work` throws, nothing of it stays.
    func write<T: Sendable>(_ work: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T

    /// Lets go of every connection; nothing may be asked afterwards.
    func close() throws
}

/// A connection within one transaction.
package protocol SQLSession {
    var dialect: Dialect { get }

    /// The rows a statement gives. Arguments stand for the `?` in order.
    func query(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow]

    /// The number of rows a statement changed.
    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int
}

extension SQLSession {
    package func query(_ sql: String) throws -> [SQLRow] { try query(sql, []) }

    @discardableResult
    package func execute(_ sql: String) throws -> Int { try execute(sql, []) }
}
