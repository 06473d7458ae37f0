/// What differs between engines in otherwise equal statements.
package struct Dialect: Sendable, Hashable {
    /// The type of a column of bytes.
    let blob: String
    /// The type of a column of text, which is compared by its bytes: that is cheaper than by a language's rules, and alike on every engine.
    let text: String
    /// What makes rows with the column `value` from one argument, a JSON array.
    private let elements: String

    static let sqlite = Dialect(blob: "BLOB", text: "TEXT", elements: "json_each(?)")
    static let postgres = Dialect(
        blob: "BYTEA", text: "TEXT COLLATE \"C\"", elements: "jsonb_array_elements(CAST(? AS JSONB))")

    /// The type of a column of a table that is an argument.
    package enum ColumnType: String, Sendable {
        case text = "TEXT"
        case integer = "BIGINT"
        case real = "DOUBLE PRECISION"
    }

    /// A table that is one argument, `SQLValue.table`: a statement on many rows is one statement, and one round trip, however many they are.
    package func table(_ columns: [(name: String, type: ColumnType)]) -> String {
        let selected = columns.enumerated().map { index, column in
            // Text needs no cast, and without one an index on text serves.
            column.type == .text ? "value ->> \(index) AS \(column.name)" : "CAST(value ->> \(index) AS \(column.type.rawValue)) AS \(column.name)"
        }
        return "(SELECT \(selected.joined(separator: ", ")) FROM \(elements))"
    }
}
