import ReviewModel
import StorageTestSupport
import Testing

@testable import Storage

@Suite("Copies from one database to another", .timeLimit(.minutes(2))) struct DatabaseCopyTests {
    /// A database with reviews, and what only one engine could have trouble with.
    private static func filled(_ engine: Engine, reviews: Int) async throws -> any Database {
        let database = try engine.database().open()
        try await database.write { session in
            for number in 0..<reviews {
                let id = "r\(number)"
                let title = number == 1 ? "Ünïcode \"quotes\" \\ and\nlines \u{1F393}" : "Lecture \(number)"
                let course = number % 2 == 0 ? nil : "Course"
                try ReviewStore.insert(Review(id: id, title: title, course: course, createdAt: 0.1 + 0.2 * Double(number)), session)
                let finding = StageResult.Encoded(kind: "findings.quality", content: (0..<200).map { UInt8(($0 * number) % 256) })
                try ResultStore.save(finding, of: id, session)
            }
            try session.execute("INSERT INTO queues (name, paused, place) VALUES ('quality', 1, 77)")
            try session.execute(
                """
                INSERT INTO jobs (id, queue, review, priority, place, turn, state, attempt, lease_losses, lease_token, lease_worker, lease_until,
                    run_at, errors, created_at)
                VALUES ('j1', 'ingest', 'r1', 0, 5, 5, 'running', 1, 2, 3, 'w', 1.5, 0.25, '[]', 0.1)
                """)
        }
        return database
    }

    @Test("Everything comes over, both ways, and goes on from there", arguments: [(Engine.sqlite, Engine.postgres), (.postgres, .sqlite)])
    func whole(from: Engine, to: Engine) async throws {
        let source = try await Self.filled(from, reviews: 30)
        let target = try to.database().open()
        let tables = try await DatabaseCopy(from: source, to: target).run { _, _ in }
        #expect(tables.first { $0.name == "reviews" }?.rows == 30)
        #expect(tables.first { $0.name == "stages" }?.rows == 150)
        for name in ["queues", "jobs"] { #expect(tables.first { $0.name == name }?.rows == 1) }
        for id in ["r0", "r1", "r29"] {
            let there = try await source.read { try ReviewStore.review(id, $0) }
            #expect(try await target.read { try ReviewStore.review(id, $0) } == there)
        }
        let before = try await target.read { try ChangeLog.newest($0) }
        try await target.write { try ChangeLog.touch(["r3"], $0) }
        #expect(try await target.read { try ChangeLog.newest($0) } == before + 1)
    }

    @Test("Every table and column of the schema is copied")
    func complete() async throws {
        let database = try Engine.sqlite.database().open()
        let own: Set = ["schema_version", "counters"]
        let columns = try await database.read { session in
            try session.query(
                """
                SELECT tables.name || '.' || columns.name AS name
                FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns
                WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'
                """
            ).map { try $0.string("name") }.filter { !own.contains(String($0.split(separator: ".")[0])) }
        }
        let copied = CopiedTable.all.flatMap { table in (table.columns.map(\.name) + (table.blob.map { [$0] } ?? [])).map { "\(table.name).\($0)" } }
        #expect(Set(copied) == Set(columns) && copied.count == columns.count)
    }

    @Test("One that was interrupted goes on, and until then nobody takes the target for whole", arguments: Engine.allCases)
    func interrupted(to engine: Engine) async throws {
        let source = try await Self.filled(.sqlite, reviews: 30)
        let stored = try engine.database()
        let first = try stored.open()
        let rows = try await source.read { try CopiedTable.all[0].rows(after: nil, limit: 12, $0) }
        try await first.write { session in
            try session.execute("INSERT INTO counters (name, value) VALUES ('copy', 1)")
            try CopiedTable.all[0].insert(rows, session)
        }
        let error = #expect(throws: StorageError.self) { try stored.open() }
        #expect(error?.message.contains("lectern migrate") == true)
        _ = try await DatabaseCopy(from: source, to: first).run { _, _ in }
        #expect(try await stored.open().read { try $0.query("SELECT id FROM reviews").count } == 30)
    }

    @Test("A target that holds something else is left alone; a source that changed is told", arguments: Engine.allCases)
    func refused(to engine: Engine) async throws {
        let source = try await Self.filled(.sqlite, reviews: 3)
        let other = try await Self.filled(engine, reviews: 2)
        let error = await #expect(throws: StorageError.self) { _ = try await DatabaseCopy(from: source, to: other).run { _, _ in } }
        #expect(error?.code == .constraint)
        #expect(try await other.read { try $0.query("SELECT id FROM reviews").count } == 2)

        let target = try engine.database().open()
        try await target.write { session in
            try session.execute("INSERT INTO counters (name, value) VALUES ('copy', 1)")
            try ReviewStore.insert(Review(id: "r0", title: "An older title", createdAt: 0), session)
            for table in ["changes", "stages"] { try session.execute("DELETE FROM \(table)") }
        }
        let differs = await #expect(throws: StorageError.self) { _ = try await DatabaseCopy(from: source, to: target).run { _, _ in } }
        #expect(differs?.message.contains("reviews differs") == true)
    }
}
