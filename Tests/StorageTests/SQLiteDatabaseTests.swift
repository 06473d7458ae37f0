import Storage
import TestSupport
import Testing

@Suite("SQLite")
struct SQLiteDatabaseTests {
    private struct Refused: Error {}

    @Test("What was written is there after closing and opening again")
    func durable() async throws {
        let folder = try TemporaryFolder()
        let first = try SQLiteDatabase(path: folder.path("a.db"))
        try await first.write { _ = try $0.execute("UPDATE counters SET value = 7 WHERE name = 'changes'") }
        try first.close()
        let second = try SQLiteDatabase(path: folder.path("a.db"))
        #expect(try await second.read { try $0.query("SELECT value FROM counters")[0].integer("value") } == 7)
    }

    @Test("The writer is durable at every commit and the log is a WAL")
    func pragmas() async throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.path("a.db"))
        #expect(try await database.write { try $0.query("PRAGMA synchronous")[0].integer("synchronous") } == 2)
        #expect(try await database.read { try $0.query("PRAGMA journal_mode")[0].string("journal_mode") } == "wal")
    }

    @Test("Writers that share a commit fail alone")
    func groupCommit() async throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.path("a.db"))
        let succeeded = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    do {
                        try await database.write { session in
                            _ = try session.execute("UPDATE counters SET value = value + 1 WHERE name = 'changes'")
                            if number % 3 == 0 { throw Refused() }
                        }
                        return true
                    } catch {
                        #expect(error is Refused)
                        return false
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(succeeded == 133)
        #expect(try await database.read { try $0.query("SELECT value FROM counters")[0].integer("value") } == 133)
    }

    @Test("A database of a newer program is left alone")
    func tooNew() async throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.path("a.db"))
        try await database.write { _ = try $0.execute("UPDATE schema_version SET version = 9999") }
        try database.close()
        let error = #expect(throws: StorageError.self) { try SQLiteDatabase(path: folder.path("a.db")) }
        #expect(error?.code == .tooNew)
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
