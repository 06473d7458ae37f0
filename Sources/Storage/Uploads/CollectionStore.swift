internal import Crypto

/// The statements on what was taken out of folders and feeds: each item once.
package enum CollectionStore {
    /// What a feed's server said of it last.
    package struct FeedState: Sendable, Hashable {
        package var entityTag: String?
        package var lastModified: String?
        /// When to ask again, in seconds since 1970.
        package var runAt: Double

        package init(entityTag: String? = nil, lastModified: String? = nil, runAt: Double = 0) {
            self.entityTag = entityTag
            self.lastModified = lastModified
            self.runAt = runAt
        }
    }

    package static func feed(_ address: String, _ session: any SQLSession) throws -> FeedState? {
        try session.query("SELECT * FROM feeds WHERE address = ?", [.text(address)]).first.map { row in
            FeedState(
                entityTag: try row.optionalString("entity_tag"), lastModified: try row.optionalString("last_modified"),
                runAt: try row.double("run_at"))
        }
    }

    package static func setFeed(_ address: String, _ state: FeedState, _ session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO feeds (address, entity_tag, last_modified, run_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (address) DO UPDATE SET
                entity_tag = excluded.entity_tag, last_modified = excluded.last_modified, run_at = excluded.run_at
            """, [.text(address), SQLValue(state.entityTag), SQLValue(state.lastModified), .real(state.runAt)])
    }

    /// Keeps a feed for one process for a while.
    ///
    /// - Returns: false where another has it, or its time has not come.
    package static func claimFeed(_ address: String, at now: Double, until end: Double, _ session: any SQLSession) throws -> Bool {
        try session.execute("INSERT INTO feeds (address, run_at) VALUES (?, 0) ON CONFLICT (address) DO NOTHING", [.text(address)])
        return try session.execute("UPDATE feeds SET run_at = ? WHERE address = ? AND run_at <= ?", [.real(end), .text(address), .real(now)]) > 0
    }

    /// Notes an item of a source.
    ///
    /// - Returns: false where it was taken before.
    package static func take(_ item: String, of source: String, for review: String, at now: Double, _ session: any SQLSession) throws -> Bool {
        try session.execute(
            "INSERT INTO collected (source, item, review, collected_at) VALUES (?, ?, ?, ?) ON CONFLICT (source, item) DO NOTHING",
            [.text(source), .text(name(item)), .text(review), .real(now)]) > 0
    }

    package static func isTaken(_ item: String, of source: String, _ session: any SQLSession) throws -> Bool {
        try !session.query("SELECT item FROM collected WHERE source = ? AND item = ?", [.text(source), .text(name(item))]).isEmpty
    }

    /// Long ones by their hash: an index takes no more than some kilobytes.
    private static func name(_ item: String) -> String {
        item.utf8.count <= 200 ? item : "sha256:" + SHA256.hash(data: Array(item.utf8)).hexadecimal
    }
}
