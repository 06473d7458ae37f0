import Storage
import StorageTestSupport
import Testing

@Suite("PostgreSQL", .timeLimit(.minutes(2))) struct PostgresDatabaseTests {
    private static func add(_ database: any Database) async throws {
        try await database.write { _ = try $0.execute("UPDATE counters SET value = value + 1 WHERE name = 'changes'") }
    }

    private static func count(_ database: any Database) async throws -> Int {
        try await database.read { try $0.query("SELECT value FROM counters")[0].integer("value") }
    }

    @Test("Connections that the server ends are made anew, and nothing is lost or doubled")
    func killedConnections() async throws {
        let server = try PostgresServer.shared.get()
        let database = try PostgresDatabase(server.database())
        for round in 1...5 {
            try await Self.add(database)
            try server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'lectern'")
            #expect(try await Self.count(database) == round)
        }
    }

    @Test("Behind a pooler nothing of a connection is relied on")
    func pooler() async throws {
        let database = try PostgresDatabase(PostgresServer.shared.get().database(), usesPooler: true)
        try await Self.add(database)
        try await Self.add(database)
        #expect(try await Self.count(database) == 2)
    }

    @Test("The durability mode is told")
    func summary() throws {
        let database = try PostgresDatabase(PostgresServer.shared.get().database())
        #expect(database.summary.hasPrefix("PostgreSQL 1"))
        #expect(database.summary.contains("fsync=on, synchronous_commit=on"))
    }

    @Test("A server that may lose what it acknowledged is known for one")
    func durability() throws {
        let address = try PostgresServer.shared.get().database()
        #expect(try PostgresDatabase(address).isDurable)
        #expect(try !PostgresDatabase(address + "%20-c%20synchronous_commit%3Doff").isDurable)
    }

    @Test("A server that is not there is told without the password")
    func unreachable() {
        let error = #expect(throws: StorageError.self) { try PostgresDatabase("postgres://me:secret@127.0.0.1:1/none") }
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains("none at 127.0.0.1:1") == true)
        #expect(error?.message.contains("secret") == false)
    }

    @Test("An address that is none is refused")
    func address() {
        let error = #expect(throws: StorageError.self) { try PostgresDatabase("postgres://me@host/db?nonsense=1") }
        #expect(error?.message.contains("nonsense") == true)
    }
}
