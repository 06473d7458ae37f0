internal import Crypto
internal import Foundation

/// Copies everything from one database into another that is empty, and proves it: both sides are read again and compared.
///
/// It can be interrupted: what is there is gone on from. Until it is proved, no other program opens the target.
package struct DatabaseCopy: Sendable {
    private let source: any Database
    private let target: any Database

    private static let batch = 2000
    /// Rows with bytes, each of which may be megabytes.
    private static let batchOfBlobs = 20
    static let mark = "copy"

    /// What was copied of a table.
    package struct Table: Sendable, Hashable {
        package var name: String
        package var rows: Int
        /// SHA-256 over all its rows in the order of their key, hexadecimal.
        package var checksum: String
    }

    /// - Parameters:
    ///   - source: nothing may write to it meanwhile.
    ///   - target: opened with `isCopyTarget`.
    package init(from source: any Database, to target: any Database) {
        self.source = source
        self.target = target
    }

    /// - Parameter report: is told of each table and the rows that are there.
    /// - Throws: `StorageError`, also where the target holds something else or the sides differ afterwards.
    package func run(report: @Sendable (_ table: String, _ rows: Int) -> Void) async throws -> [Table] {
        try await begin()
        let cursor = try await source.read { try ChangeLog.newest($0) }
        for table in CopiedTable.all { try await copy(table, report) }
        let copied = try await proved()
        guard try await source.read({ try ChangeLog.newest($0) }) == cursor else {
            throw StorageError(.busy, "The source was written to meanwhile. Stop every service and worker on it, and copy into an empty database.")
        }
        try await target.write { session in
            try session.execute("UPDATE counters SET value = ? WHERE name = 'changes'", [SQLValue(cursor)])
            try session.execute("DELETE FROM counters WHERE name = ?", [.text(Self.mark)])
        }
        return copied
    }

    /// Marks the target as one whose copy has begun; one that holds something else is left alone.
    private func begin() async throws {
        try await target.write { session in
            guard try session.query("SELECT value FROM counters WHERE name = ?", [.text(Self.mark)]).isEmpty else { return }
            guard try session.query("SELECT id FROM reviews LIMIT 1").isEmpty else {
                throw StorageError(.constraint, "The target holds reviews already: copy into an empty database.")
            }
            try session.execute("INSERT INTO counters (name, value) VALUES (?, 1)", [.text(Self.mark)])
        }
    }

    private func copy(_ table: CopiedTable, _ report: (String, Int) -> Void) async throws {
        let key = try await target.read { try table.lastKey($0) }
        var count = 0
        try await walk(table, after: key, in: source) { rows in
            try await target.write { try table.insert(rows, $0) }
            count += rows.count
            report(table.name, count)
        }
    }

    private func proved() async throws -> [Table] {
        var copied: [Table] = []
        for table in CopiedTable.all {
            let (there, here) = (try await summary(of: table, in: source), try await summary(of: table, in: target))
            guard there == here else {
                throw StorageError(
                    .corrupt,
                    "The table \(table.name) differs: \(there.rows) rows in the source, \(here.rows) in the target, or another content. Was the source "
                        + "written to? Stop every service and worker on it, and copy into an empty database.")
            }
            copied.append(here)
        }
        return copied
    }

    private func summary(of table: CopiedTable, in database: any Database) async throws -> Table {
        var hash = SHA256()
        var count = 0
        try await walk(table, after: nil, in: database) { rows in
            for value in rows.joined() { value.add(to: &hash) }
            count += rows.count
        }
        return Table(name: table.name, rows: count, checksum: hash.finalize().hexadecimal)
    }

    /// Gives the rows after a key, some at a time, in the key's order.
    private func walk(
        _ table: CopiedTable, after key: [SQLValue]?, in database: any Database, _ body: ([[SQLValue]]) async throws -> Void
    ) async throws {
        let limit = table.blob == nil ? Self.batch : Self.batchOfBlobs
        var key = key
        while true {
            let begin = key
            let rows = try await database.read { try table.rows(after: begin, limit: limit, $0) }
            guard let last = rows.last else { return }
            try await body(rows)
            key = Array(last.prefix(table.keyLength))
        }
    }
}

extension SQLValue {
    /// Adds a kind, a length and the bytes, so that no two rows of values are alike to the hash.
    fileprivate func add(to hash: inout SHA256) {
        switch self {
        case .null: hash.update(data: [0])
        case .integer(let value): withUnsafeBytes(of: value.bigEndian) { hash.update(data: [1] + $0) }
        case .real(let value): withUnsafeBytes(of: value.bitPattern.bigEndian) { hash.update(data: [2] + $0) }
        case .text(let text): Self.add([3], Array(text.utf8), to: &hash)
        case .blob(let bytes): Self.add([4], bytes, to: &hash)
        }
    }

    private static func add(_ kind: [UInt8], _ bytes: [UInt8], to hash: inout SHA256) {
        withUnsafeBytes(of: bytes.count.bigEndian) { hash.update(data: kind + $0) }
        hash.update(data: bytes)
    }
}
