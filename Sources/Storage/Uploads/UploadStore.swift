package import ReviewModel

/// The statements on uploads. They run within the caller's transaction.
package enum UploadStore {
    package static func insert(_ upload: Upload, _ session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO uploads (id, review, owns_review, origin, origin_reference, sender, file_name, metadata, parts, length, received, state, writer,
                sha256, created_at, expires_at, owner)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(upload.id), SQLValue(upload.review), SQLValue(upload.ownsReview), .text(upload.arrival.way.rawValue),
                SQLValue(upload.arrival.reference), SQLValue(upload.arrival.sender), .text(upload.arrival.fileName), SQLValue(upload.metadata),
                upload.parts.isEmpty ? .null : .text(try StoredJSON.text(upload.parts)), upload.length.map(SQLValue.integer) ?? .null,
                .integer(upload.received), .text(upload.state.rawValue), SQLValue(upload.writer), SQLValue(upload.sha256),
                .real(upload.createdAt), .real(upload.expiresAt), SQLValue(upload.owner),
            ])
    }

    package static func find(_ id: String, _ session: any SQLSession) throws -> Upload? {
        try uploads("WHERE id = ?", [.text(id)], session).first
    }

    /// Makes the caller the one that may write, in place of whoever did; nil where there is no such upload.
    package static func takeOver(_ id: String, _ session: any SQLSession) throws -> Upload? {
        try session.execute("UPDATE uploads SET writer = writer + 1 WHERE id = ?", [.text(id)])
        return try find(id, session)
    }

    /// Notes how many bytes are on the disk for good.
    ///
    /// - Returns: false where another request writes by now, or the upload is gone.
    package static func advance(_ upload: Upload, to received: Int64, expiresAt: Double, _ session: any SQLSession) throws -> Bool {
        try session.execute(
            "UPDATE uploads SET received = ?, expires_at = ? WHERE id = ? AND writer = ? AND state = 'open'",
            [.integer(received), .real(expiresAt), .text(upload.id), SQLValue(upload.writer)]) > 0
    }

    package static func setLength(_ length: Int64, of id: String, _ session: any SQLSession) throws {
        try session.execute("UPDATE uploads SET length = ? WHERE id = ?", [.integer(length), .text(id)])
    }

    /// Notes that every byte is there; the same conditions as for `advance`.
    package static func arrive(_ upload: Upload, as blob: Blob, _ session: any SQLSession) throws -> Bool {
        try session.execute(
            "UPDATE uploads SET received = ?, length = ?, sha256 = ?, state = 'arrived' WHERE id = ? AND writer = ? AND state = 'open'",
            [.integer(blob.bytes), .integer(blob.bytes), .text(blob.sha256), .text(upload.id), SQLValue(upload.writer)]) > 0
    }

    package static func finish(_ id: String, expiresAt: Double, _ session: any SQLSession) throws {
        try session.execute("UPDATE uploads SET state = 'finished', expires_at = ? WHERE id = ?", [.real(expiresAt), .text(id)])
    }

    package static func delete(_ id: String, _ session: any SQLSession) throws {
        try session.execute("DELETE FROM uploads WHERE id = ?", [.text(id)])
    }

    /// Those that were cut off between the last byte and the review.
    package static func arrived(_ session: any SQLSession) throws -> [Upload] {
        try uploads("WHERE state = 'arrived'", [], session)
    }

    /// Those whose length has come and that nobody finished, as of some time ago.
    package static func whole(expiringBefore time: Double, _ session: any SQLSession) throws -> [Upload] {
        try uploads("WHERE state = 'open' AND length = received AND expires_at < ?", [.real(time)], session).filter(\.isWhole)
    }

    /// Those whose time is over. What waits to be fetched has all the time that it needs.
    package static func expired(at time: Double, limit: Int, _ session: any SQLSession) throws -> [Upload] {
        try uploads(
            """
            WHERE expires_at < ? AND state <> 'arrived' AND NOT EXISTS (SELECT 1 FROM fetches WHERE fetches.upload = uploads.id)
            ORDER BY expires_at LIMIT ?
            """, [.real(time), SQLValue(limit)], session)
    }

    package static func renew(_ id: String, until time: Double, _ session: any SQLSession) throws {
        try session.execute("UPDATE uploads SET expires_at = ? WHERE id = ?", [.real(time), .text(id)])
    }

    /// Which of some names are uploads'.
    package static func known(_ ids: [String], _ session: any SQLSession) throws -> Set<String> {
        let given = session.dialect.table([("upload", .text)])
        let rows = try session.query(
            "SELECT id FROM uploads WHERE id IN (SELECT upload FROM \(given) AS given)", [.table(ids.map { [.text($0)] })])
        return Set(try rows.map { try $0.string("id") })
    }

    private static func uploads(_ clause: String, _ arguments: [SQLValue], _ session: any SQLSession) throws -> [Upload] {
        try session.query("SELECT * FROM uploads " + clause, arguments).map { row in
            Upload(
                id: try row.string("id"), review: try row.optionalString("review"), ownsReview: try row.boolean("owns_review"),
                arrival: Arrival(
                    way: try StoredJSON.raw(row.string("origin")), fileName: try row.string("file_name"),
                    reference: try row.optionalString("origin_reference"), sender: try row.optionalString("sender")),
                owner: try row.optionalString("owner"),
                metadata: try row.optionalString("metadata"),
                parts: try row.optionalString("parts").map { try StoredJSON.value(text: $0) } ?? [],
                length: try row.optionalInteger("length").map(Int64.init), received: Int64(try row.integer("received")),
                state: try StoredJSON.raw(row.string("state")), writer: try row.integer("writer"), sha256: try row.optionalString("sha256"),
                createdAt: try row.double("created_at"), expiresAt: try row.double("expires_at"))
        }
    }
}
