package import Foundation

/// How values are kept in columns.
package enum StoredJSON {
    package static func data(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    package static func text(_ value: some Encodable) throws -> String {
        String(decoding: try data(value), as: UTF8.self)
    }

    package static func value<Value: Decodable>(_ data: Data) throws -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: data)
        } catch {
            throw StorageError(.corrupt, "A stored \(Value.self) cannot be read: \(error)")
        }
    }

    package static func value<Value: Decodable>(text: String) throws -> Value {
        try value(Data(text.utf8))
    }

    /// An enumeration that is kept as its raw value.
    package static func raw<Value: RawRepresentable<String>>(_ text: String) throws -> Value {
        guard let value = Value(rawValue: text) else {
            throw StorageError(.corrupt, "\(text) is not a \(Value.self).")
        }
        return value
    }
}
