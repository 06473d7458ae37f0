/// A value of a column or an argument.
package enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

extension SQLValue {
    package init(_ value: String?) { self = value.map(SQLValue.text) ?? .null }
    package init(_ value: Double?) { self = value.map(SQLValue.real) ?? .null }
    package init(_ value: Int64?) { self = value.map(SQLValue.integer) ?? .null }
    package init(_ value: Int) { self = .integer(Int64(value)) }
    package init(_ value: Bool) { self = .integer(value ? 1 : 0) }
}

extension SQLValue {
    /// Rows as the argument that `Dialect.table` stands for. Blobs cannot be in it.
    ///
    /// Written by hand: Foundation's encoder takes a microsecond a cell, a fifth of what the queue does with a job.
    package static func table(_ rows: [[SQLValue]]) throws -> SQLValue {
        var json: [UInt8] = []
        json.reserveCapacity(rows.count * 128)
        for (index, row) in rows.enumerated() {
            json += index == 0 ? "[[".utf8 : ",[".utf8
            for (index, value) in row.enumerated() {
                if index > 0 { json.append(UInt8(ascii: ",")) }
                try value.append(to: &json)
            }
            json.append(UInt8(ascii: "]"))
        }
        json += rows.isEmpty ? "[]".utf8 : "]".utf8
        return .text(String(decoding: json, as: UTF8.self))
    }

    /// Every value as a string: a number goes as the digits that read back to the same number.
    private func append(to json: inout [UInt8]) throws {
        switch self {
        case .null: json += "null".utf8
        case .integer(let value): json += "\"\(value)\"".utf8
        case .real(let value): json += "\"\(value)\"".utf8
        case .text(let text):
            json.append(UInt8(ascii: "\""))
            for byte in text.utf8 {
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "\\"): json += [UInt8(ascii: "\\"), byte]
                case ..<0x20: json += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
                default: json.append(byte)
                }
            }
            json.append(UInt8(ascii: "\""))
        case .blob: throw StorageError(.failed, "Bytes cannot be in a table of arguments.")
        }
    }
}

/// A row of a result. A column that is missing or of another type is a fault of the statement, and throws.
package struct SQLRow: Sendable {
    /// Where each column is; one for all rows of a result.
    private let columns: [String: Int]
    private let values: [SQLValue]

    package init(columns: [String: Int], values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    /// Where the columns of a result are, by name.
    static func positions(of columns: some Sequence<String>) -> [String: Int] {
        Dictionary(zip(columns, 0...), uniquingKeysWith: { first, _ in first })
    }

    private subscript(_ column: String) -> SQLValue? {
        columns[column].map { values[$0] }
    }

    func value(_ column: String) throws -> SQLValue {
        guard let value = self[column] else { throw mismatch(column, "there") }
        return value
    }

    package func string(_ column: String) throws -> String {
        guard case .text(let value) = self[column] else { throw mismatch(column, "text") }
        return value
    }

    package func optionalString(_ column: String) throws -> String? {
        self[column] == .null ? nil : try string(column)
    }

    package func integer(_ column: String) throws -> Int {
        guard case .integer(let value) = self[column] else { throw mismatch(column, "an integer") }
        return Int(value)
    }

    package func optionalInteger(_ column: String) throws -> Int? {
        self[column] == .null ? nil : try integer(column)
    }

    package func boolean(_ column: String) throws -> Bool {
        try integer(column) != 0
    }

    package func double(_ column: String) throws -> Double {
        switch self[column] {
        case .real(let value): return value
        case .integer(let value): return Double(value)
        default: throw mismatch(column, "a number")
        }
    }

    package func optionalDouble(_ column: String) throws -> Double? {
        self[column] == .null ? nil : try double(column)
    }

    package func blob(_ column: String) throws -> [UInt8] {
        guard case .blob(let value) = self[column] else { throw mismatch(column, "a blob") }
        return value
    }

    private func mismatch(_ column: String, _ expected: String) -> StorageError {
        StorageError(.corrupt, "Column \(column) is not \(expected).")
    }
}
