/// Where reviews, results and jobs are kept. One schema and one set of statements serve every engine;
/// what an engine does in its own way is in `Dialect`.
package protocol Database: Sendable {
    var dialect: Dialect { get }

    /// Runs `work` on a consistent snapshot. It must only read.
    func read<T: Sendable>(_ work: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T

    /// Runs `work` in a transaction of its own and returns once that is durable. If `work` throws, nothing of it stays.
    func write<T: Sendable>(_ work: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T

    /// Lets go of every connection; nothing may be asked afterwards.
    func close() throws
}

/// A connection within one transaction.
package protocol SQLSession {
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

/// What differs between engines in otherwise equal statements.
package struct Dialect: Sendable {
    /// For people: name, version and durability mode.
    package var summary: String
    /// The suffix that lets several claimers pass each other's rows.
    package var skipLocked: String
    /// The type of a column of bytes.
    package var blob: String

    package init(summary: String, skipLocked: String, blob: String) {
        self.summary = summary
        self.skipLocked = skipLocked
        self.blob = blob
    }
}
