internal import CPostgres

/// Reads results in PostgreSQL's binary format: numbers as big-endian words, text and bytes as they are.
enum PostgresRows {
    /// libpq's `PG_DIAG_SQLSTATE`, a character constant that is not imported.
    static let stateField = Int32(UInt8(ascii: "C"))

    static func rows(of result: OpaquePointer) throws -> [SQLRow] {
        let columns = try (0..<PQnfields(result)).map { column in
            (index: column, name: String(cString: PQfname(result, column)), type: try Kind(PQftype(result, column)))
        }
        let positions = SQLRow.positions(of: columns.map(\.name))
        return try (0..<PQntuples(result)).map { row in
            let values = try columns.map { column in
                guard PQgetisnull(result, row, column.index) == 0, let value = PQgetvalue(result, row, column.index) else { return SQLValue.null }
                let bytes = UnsafeRawBufferPointer(start: value, count: Int(PQgetlength(result, row, column.index)))
                return try column.type.value(bytes)
            }
            return SQLRow(columns: positions, values: values)
        }
    }

    /// The types that the schema and the statements use, by PostgreSQL's fixed numbers of them (`pg_type.dat`).
    private enum Kind {
        case integer, real, shortReal, text, blob, none

        init(_ oid: Oid) throws {
            switch oid {
            case 16, 20, 21, 23: self = .integer
            case 701: self = .real
            case 700: self = .shortReal
            case 18, 19, 25, 1043: self = .text
            case 17: self = .blob
            case 2278: self = .none
            default: throw StorageError(.failed, "A column has a type, \(oid), that no statement asks for.")
            }
        }

        func value(_ bytes: UnsafeRawBufferPointer) throws -> SQLValue {
            switch self {
            case .integer:
                // The highest bit is the sign.
                let negative = bytes.first.map { $0 & 0x80 != 0 } ?? false
                return .integer(bytes.reduce(bytes.count < 8 && negative ? -1 : 0) { $0 << 8 | Int64($1) })
            case .real: return .real(Double(bitPattern: bytes.reduce(0) { $0 << 8 | UInt64($1) }))
            case .shortReal: return .real(Double(Float(bitPattern: bytes.reduce(0) { $0 << 8 | UInt32($1) })))
            case .text: return .text(String(decoding: bytes, as: UTF8.self))
            case .blob: return .blob([UInt8](bytes))
            case .none: return .null
            }
        }
    }
}
