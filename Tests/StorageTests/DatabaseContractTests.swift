import Storage
import StorageTestSupport
import Testing

/// What both engines hold to.
@Suite("Databases") struct DatabaseContractTests {
    private struct Refused: Error {}

    private static func count(_ database: any Database) async throws -> Int {
        try await database.read { try $0.query("SELECT value FROM counters")[0].integer("value") }
    }

    @Test("What was written is there after closing and opening again", arguments: Engine.allCases)
    func durable(on engine: Engine) async throws {
        let stored = try engine.database()
        let first = try stored.open()
        try await first.write { _ = try $0.execute("UPDATE counters SET value = 7 WHERE name = 'changes'") }
        try first.close()
        #expect(try await Self.count(stored.open()) == 7)
    }

    @Test("Writers that share a commit fail alone", arguments: Engine.allCases)
    func groupCommit(on engine: Engine) async throws {
        let database = try engine.database().open()
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
        #expect(try await Self.count(database) == 133)
    }

    @Test("Two programs that write at once lose nothing", arguments: Engine.allCases)
    func twoPrograms(on engine: Engine) async throws {
        let stored = try engine.database()
        let programs = [try stored.open(), try stored.open()]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                group.addTask {
                    try await programs[number % 2].write { session in
                        let value = try session.query("SELECT value FROM counters WHERE name = 'changes'")[0].integer("value")
                        _ = try session.execute("UPDATE counters SET value = ? WHERE name = 'changes'", [SQLValue(value + 1)])
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await Self.count(programs[0]) == 100)
    }

    @Test("Values come back as they were", arguments: Engine.allCases)
    func values(on engine: Engine) async throws {
        let database = try engine.database().open()
        let bytes = (0...255).map { UInt8($0) } + [0, 0]
        let text = "Müller’s “Σ”\n\u{1F393} ? $1 'x'"
        let number = 0.1 + 0.2
        try await database.write { session in
            try session.execute(
                """
                INSERT INTO reviews (id, title, course, rubric, state, created_at, completed_at, transcribe, bytes)
                VALUES (?, ?, ?, 'lecture', 'awaitingMedia', ?, ?, ?, ?)
                """,
                [
                    .text("r"), .text(text), .null, .real(number), .real(-1e-300), SQLValue(true), .integer(Int64.min),
                ])
            try session.execute("INSERT INTO changes (review, version, changed) VALUES ('r', ?, ?)", [.integer(.max), .integer(-1)])
            try session.execute("INSERT INTO results (review, kind, content) VALUES (?, ?, ?)", [.text("r"), .text("k"), .blob(bytes)])
            try session.execute("INSERT INTO results (review, kind, content) VALUES (?, ?, ?)", [.text("r"), .text("empty"), .blob([])])
        }
        try await database.read { session in
            let row = try session.query("SELECT * FROM reviews JOIN changes ON review = id")[0]
            #expect(try row.string("title") == text)
            #expect(try row.optionalString("course") == nil)
            #expect(try row.integer("version") == .max)
            #expect(try row.integer("changed") == -1)
            #expect(try row.integer("bytes") == .min)
            #expect(try row.double("created_at") == number)
            #expect(try row.optionalDouble("completed_at") == -1e-300)
            #expect(try row.boolean("transcribe"))
            #expect(try session.query("SELECT content FROM results WHERE kind = ?", [.text("k")])[0].blob("content") == bytes)
            #expect(try session.query("SELECT content FROM results WHERE kind = ?", [.text("empty")])[0].blob("content") == [])
        }
    }

    @Test("A rule that is broken is told as one, and the transaction is gone", arguments: Engine.allCases)
    func constraint(on engine: Engine) async throws {
        let database = try engine.database().open()
        let error = await #expect(throws: StorageError.self) {
            try await database.write { session in
                try session.execute("UPDATE counters SET value = 5 WHERE name = 'changes'")
                try session.execute("INSERT INTO stages (review, stage, state) VALUES ('nobody', 'ingest', 'waiting')")
            }
        }
        #expect(error?.code == .constraint)
        #expect(try await Self.count(database) == 0)
    }

    @Test("A reader sees one state throughout", arguments: Engine.allCases)
    func snapshot(on engine: Engine) async throws {
        let database = try engine.database().open()
        let (go, going) = AsyncStream.makeStream(of: Void.self)
        async let seen = database.read { session in
            let before = try session.query("SELECT value FROM counters")[0].integer("value")
            going.yield()
            // The write below commits while this waits: it is asked for until it is there, on another connection.
            var after = before
            for _ in 0..<2000 where after == before { after = try session.query("SELECT value FROM counters")[0].integer("value") }
            return (before, after)
        }
        for await _ in go.prefix(1) {}
        try await database.write { _ = try $0.execute("UPDATE counters SET value = value + 1 WHERE name = 'changes'") }
        let (before, after) = try await seen
        #expect(before == after)
        #expect(try await Self.count(database) == before + 1)
    }

    @Test("A database of a newer program is left alone", arguments: Engine.allCases)
    func tooNew(on engine: Engine) async throws {
        let stored = try engine.database()
        let database = try stored.open()
        try await database.write { _ = try $0.execute("UPDATE schema_version SET version = 9999") }
        try database.close()
        let error = #expect(throws: StorageError.self) { try stored.open() }
        #expect(error?.code == .tooNew)
    }

    @Test("A closed database answers with an error", arguments: Engine.allCases)
    func closed(on engine: Engine) async throws {
        let database = try engine.database().open()
        try database.close()
        await #expect(throws: (any Error).self) { try await database.write { _ = try $0.execute("DELETE FROM queues") } }
        await #expect(throws: (any Error).self) { try await database.read { _ = try $0.query("SELECT 1 AS one") } }
    }
}
