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
            let path = folder.path("lectern.db")
            // The folder goes with the last that opens.
            return TestDatabase(address: path) {
                _ = folder
                return try TestDatabase.open(path)
            }
        case .postgres:
            let address = try PostgresServer.shared.get().database()
            return TestDatabase(address: address) { try TestDatabase.open(address) }
        }
    }
}

/// A database of one test; it goes with the test.
package struct TestDatabase: Sendable {
    /// Where it is, for other programs: a path or a URL.
    package let address: String
    /// Opens it, as often as there are programs on it.
    package let open: @Sendable () throws -> any Database

    /// The database at an address: a path or a URL.
    package static func open(_ address: String) throws -> any Database {
        PostgresDatabase.isAddress(address) ? try PostgresDatabase(address) : try SQLiteDatabase(path: address)
    }
}
