import Storage
import Synchronization

/// A database that counts how often it is asked.
final class CountingDatabase: Database {
    private let base: any Database
    private let count = Mutex(0)

    init(_ base: any Database) {
        self.base = base
    }

    /// How often it was read or written so far.
    var calls: Int { count.withLock(\.self) }

    var summary: String { base.summary }
    var isDurable: Bool { base.isDurable }

    func read<T: Sendable>(_ work: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T {
        count.withLock { $0 += 1 }
        return try await base.read(work)
    }

    func write<T: Sendable>(_ work: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T {
        count.withLock { $0 += 1 }
        return try await base.write(work)
    }

    func close() throws {
        try base.close()
    }
}
