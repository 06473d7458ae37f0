/// A table as a copy sees it: its columns with their types, the first of them its key.
struct CopiedTable: Sendable {
    let name: String
    let columns: [(name: String, type: Dialect.ColumnType)]
    /// How many of the columns, from the first, are the key.
    let keyLength: Int
    /// A column of bytes, the last, where there is one. Its rows are long and go one by one.
    var blob: String?

    /// In an order in which what is referred to comes first.
    static let all = [
        CopiedTable(
            name: "reviews",
            columns: [
                ("id", .text), ("title", .text), ("course", .text), ("rubric", .text), ("rubric_content", .text), ("depth", .text),
                ("state", .text), ("created_at", .real), ("completed_at", .real), ("transcribe", .integer), ("file_name", .text),
                ("bytes", .integer), ("sha256", .text), ("media", .text), ("problem", .text),
                ("origin", .text), ("origin_reference", .text), ("sender", .text), ("arrived_at", .real),
                ("replaces", .text),
            ], keyLength: 1),
        CopiedTable(name: "changes", columns: [("review", .text), ("version", .integer), ("changed", .integer)], keyLength: 1),
        CopiedTable(
            name: "stages", columns: [("review", .text), ("stage", .text), ("state", .text), ("reason", .text)], keyLength: 2),
        CopiedTable(name: "results", columns: [("review", .text), ("kind", .text)], keyLength: 2, blob: "content"),
        CopiedTable(
            name: "jobs",
            columns: [
                ("id", .text), ("queue", .text), ("review", .text), ("course", .text), ("priority", .integer), ("place", .integer),
                ("turn", .integer), ("state", .text), ("attempt", .integer), ("lease_losses", .integer), ("lease_token", .integer),
                ("lease_worker", .text), ("lease_until", .real), ("run_at", .real), ("progress", .real), ("errors", .text),
                ("created_at", .real), ("started_at", .real), ("finished_at", .real),
            ], keyLength: 1),
        CopiedTable(
            name: "archived_jobs",
            columns: [
                ("id", .text), ("queue", .text), ("review", .text), ("course", .text), ("state", .text), ("attempt", .integer),
                ("lease_losses", .integer), ("run_at", .real), ("errors", .text), ("created_at", .real), ("started_at", .real),
                ("finished_at", .real),
            ], keyLength: 1),
        CopiedTable(
            name: "uploads",
            columns: [
                ("id", .text), ("review", .text), ("owns_review", .integer), ("origin", .text), ("origin_reference", .text), ("sender", .text),
                ("file_name", .text), ("metadata", .text), ("parts", .text), ("length", .integer), ("received", .integer), ("state", .text),
                ("writer", .integer), ("sha256", .text), ("created_at", .real), ("expires_at", .real), ("owner", .text),
            ], keyLength: 1),
        CopiedTable(
            name: "tokens",
            columns: [
                ("id", .text), ("hash", .text), ("name", .text), ("roles", .text), ("courses", .text), ("review", .text), ("created_at", .real),
                ("expires_at", .real), ("revoked_at", .real),
            ], keyLength: 1),
        CopiedTable(
            name: "audit",
            columns: [
                ("id", .text), ("at", .real), ("actor", .text), ("account", .text), ("action", .text), ("target", .text), ("status", .integer),
                ("address", .text),
            ], keyLength: 1),
        CopiedTable(
            name: "idempotency",
            columns: [("actor", .text), ("request_key", .text), ("fingerprint", .text), ("review", .text), ("created_at", .real)], keyLength: 2),
        CopiedTable(name: "deletions", columns: [("review", .text), ("changed", .integer), ("deleted_at", .real)], keyLength: 1),
        CopiedTable(name: "discarded", columns: [("sha256", .text), ("discarded_at", .real)], keyLength: 1),
        CopiedTable(
            name: "responses",
            columns: [
                ("review", .text), ("finding", .text), ("state", .text), ("note", .text), ("actor", .text), ("responded_at", .real),
            ], keyLength: 2),
        CopiedTable(
            name: "corrections",
            columns: [
                ("review", .text), ("segment", .integer), ("original", .text), ("content", .text), ("actor", .text), ("corrected_at", .real),
            ], keyLength: 2),
        CopiedTable(
            name: "fetches",
            columns: [
                ("upload", .text), ("address", .text), ("validator", .text), ("attempt", .integer), ("failures", .integer), ("run_at", .real),
                ("held_until", .real),
                ("problem", .text),
            ], keyLength: 1),
        CopiedTable(
            name: "feeds", columns: [("address", .text), ("entity_tag", .text), ("last_modified", .text), ("run_at", .real)], keyLength: 1),
        CopiedTable(
            name: "collected", columns: [("source", .text), ("item", .text), ("review", .text), ("collected_at", .real)], keyLength: 2),
        CopiedTable(
            name: "webhooks",
            columns: [
                ("id", .text), ("url", .text), ("description", .text), ("course", .text), ("events", .text), ("secret", .text),
                ("previous_secret", .text), ("previous_until", .real), ("account", .text), ("created_at", .real), ("disabled_at", .real),
                ("disabled_reason", .text), ("turn", .integer), ("free_at", .real), ("failures", .integer), ("held_until", .real),
            ], keyLength: 1),
        CopiedTable(
            name: "webhook_events",
            columns: [
                ("id", .text), ("kind", .text), ("review", .text), ("title", .text), ("course", .text), ("state", .text), ("verdict", .text),
                ("has_report", .integer), ("created_at", .real),
            ], keyLength: 1),
        CopiedTable(
            name: "webhook_deliveries",
            columns: [
                ("webhook", .text), ("event", .text), ("state", .text), ("attempt", .integer), ("run_at", .real), ("last_status", .integer),
                ("problem", .text), ("finished_at", .real),
            ], keyLength: 2),
        CopiedTable(name: "queues", columns: [("name", .text), ("paused", .integer), ("place", .integer)], keyLength: 1),
    ]

    var key: [String] { columns.prefix(keyLength).map(\.name) }

    private var names: [String] { columns.map(\.name) + (blob.map { [$0] } ?? []) }

    /// Rows after a key, in the key's order.
    func rows(after key: [SQLValue]?, limit: Int, _ session: any SQLSession) throws -> [[SQLValue]] {
        let order = self.key.joined(separator: ", ")
        let begin = key.map { "WHERE (\(order)) > (\($0.map { _ in "?" }.joined(separator: ", ")))" } ?? ""
        let rows = try session.query(
            "SELECT \(names.joined(separator: ", ")) FROM \(name) \(begin) ORDER BY \(order) LIMIT ?", (key ?? []) + [SQLValue(limit)])
        return try rows.map { row in try names.map { try row.value($0) } }
    }

    /// The greatest key that is there.
    func lastKey(_ session: any SQLSession) throws -> [SQLValue]? {
        let order = key.map { $0 + " DESC" }.joined(separator: ", ")
        return try session.query("SELECT \(key.joined(separator: ", ")) FROM \(name) ORDER BY \(order) LIMIT 1").first
            .map { row in try key.map { try row.value($0) } }
    }

    func insert(_ rows: [[SQLValue]], _ session: any SQLSession) throws {
        let list = names.joined(separator: ", ")
        guard blob == nil else {
            let places = names.map { _ in "?" }.joined(separator: ", ")
            for row in rows { try session.execute("INSERT INTO \(name) (\(list)) VALUES (\(places))", row) }
            return
        }
        try session.execute("INSERT INTO \(name) (\(list)) SELECT \(list) FROM \(session.dialect.table(columns)) AS given", [.table(rows)])
    }
}
