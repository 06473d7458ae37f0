package import Storage
internal import TestSupport

/// The engines that everything about the database and the queue is tested on.
package enum Engine: String, CaseIterable, Sendable {
    case sqlite, postgres

    /// An empty database.
    package func database() throws -> TestDatabase {
        switch self {
        case .sqlite:
            let folder = try TemporaryFolder()
            return TestDatabase { try SQLiteDatabase(path: folder.path("lectern.db")) }
        case .postgres:
            let address = try PostgresServer.shared.get().database()
            return TestDatabase { try PostgresDatabase(address) }
        }
    }
}

/// A database of one test; it goes with the test.
package struct TestDatabase: Sendable {
    /// Opens it, as often as there are programs on it.
    package let open: @Sendable () throws -> any Database
}
