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

/// A row of a result. A column that is missing or of another type is a fault of the statement, and throws.
package struct SQLRow: Sendable {
    private let values: [String: SQLValue]

    package init(_ values: [String: SQLValue]) {
        self.values = values
    }

    package func string(_ column: String) throws -> String {
        guard case .text(let value) = values[column] else { throw mismatch(column, "text") }
        return value
    }

    package func optionalString(_ column: String) throws -> String? {
        values[column] == .null ? nil : try string(column)
    }

    package func integer(_ column: String) throws -> Int {
        guard case .integer(let value) = values[column] else { throw mismatch(column, "an integer") }
        return Int(value)
    }

    package func boolean(_ column: String) throws -> Bool {
        try integer(column) != 0
    }

    package func double(_ column: String) throws -> Double {
        switch values[column] {
        case .real(let value): return value
        case .integer(let value): return Double(value)
        default: throw mismatch(column, "a number")
        }
    }

    package func optionalDouble(_ column: String) throws -> Double? {
        values[column] == .null ? nil : try double(column)
    }

    package func blob(_ column: String) throws -> [UInt8] {
        guard case .blob(let value) = values[column] else { throw mismatch(column, "a blob") }
        return value
    }

    private func mismatch(_ column: String, _ expected: String) -> StorageError {
        StorageError(.corrupt, "Column \(column) is not \(expected).")
    }
}
