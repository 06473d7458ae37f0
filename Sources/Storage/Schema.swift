/// The schema as numbered steps in SQL that SQLite 3.40 and PostgreSQL 15 both run. Steps are only ever added.
enum Schema {
    /// Brings a database up to the newest step; runs in the caller's transaction, which must keep other programs from doing the same.
    ///
    /// - Parameter isCopyTarget: whether a copy into it that was not finished may be gone on with; any other program would find half of the reviews.
    static func migrate(_ session: any SQLSession, isCopyTarget: Bool) throws {
        try session.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)")
        let current = try session.query("SELECT version FROM schema_version").first?.integer("version")
        guard let current else {
            try session.execute("INSERT INTO schema_version (version) VALUES (0)")
            return try apply(from: 0, session)
        }
        guard current <= migrations.count else {
            throw StorageError(.tooNew, "The database has schema \(current), this program knows up to \(migrations.count): use the newer program.")
        }
        try apply(from: current, session)
        guard try isCopyTarget || session.query("SELECT value FROM counters WHERE name = ?", [.text(DatabaseCopy.mark)]).isEmpty else {
            throw StorageError(.busy, "A copy into the database has begun and not ended: go on with it by the same 'lectern migrate'.")
        }
    }

    private static func apply(from version: Int, _ session: any SQLSession) throws {
        for step in migrations[version...] {
            for statement in step {
                let dialect = session.dialect
                try session.execute(
                    statement.replacing(" BLOB ", with: " \(dialect.blob) ").replacing(" TEXT", with: " \(dialect.text)"))
            }
        }
        if version < migrations.count {
            try session.execute("UPDATE schema_version SET version = ?", [SQLValue(migrations.count)])
        }
    }
}
