package import ReviewModel

/// The statements on the audit log. It only grows.
package enum AuditStore {
    package static func insert(_ entry: AuditEntry, _ session: any SQLSession) throws {
        try session.execute(
            "INSERT INTO audit (id, at, actor, account, action, target, status, address) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .text(entry.id), .real(entry.at), SQLValue(entry.actor), SQLValue(entry.account), .text(entry.action), .text(entry.target),
                SQLValue(entry.status), SQLValue(entry.address),
            ])
    }

    /// The newest first, those before an entry where given.
    package static func list(before id: String?, limit: Int, _ session: any SQLSession) throws -> [AuditEntry] {
        let rows = try session.query(
            "SELECT * FROM audit \(id == nil ? "" : "WHERE id < ?") ORDER BY id DESC LIMIT ?", (id.map { [.text($0)] } ?? []) + [SQLValue(limit)])
        return try rows.map { row in
            AuditEntry(
                id: try row.string("id"), at: try row.double("at"), actor: try row.optionalString("actor"),
                account: try row.optionalString("account"), action: try row.string("action"), target: try row.string("target"),
                status: try row.integer("status"), address: try row.optionalString("address"))
        }
    }
}
