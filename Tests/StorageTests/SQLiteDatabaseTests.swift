import Storage
import TestSupport
import Testing

@Suite("SQLite")
struct SQLiteDatabaseTests {
    @Test("The writer is durable at every commit and the log is a WAL")
    func pragmas() async throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.path("a.db"))
        #expect(try await database.write { try $0.query("PRAGMA synchronous")[0].integer("synchronous") } == 2)
        #expect(try await database.read { try $0.query("PRAGMA journal_mode")[0].string("journal_mode") } == "wal")
    }

    @Test("A file that is no database is named")
    func notADatabase() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(.init(repeating: 65, count: 4096), to: "a.db")
        let error = #expect(throws: StorageError.self) { try SQLiteDatabase(path: path) }
        #expect(error?.code == .corrupt)
        #expect(error?.message.contains(path) == true)
    }
}
