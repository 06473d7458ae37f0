/// The arguments of a statement as libpq takes them: text, whose type the server infers from its place, and bytes as they are.
struct PostgresArguments {
    private var bytes: [UInt8] = []
    /// Where each begins in `bytes`; nil for null.
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    var count: Int { offsets.count }

    init(_ values: [SQLValue]) throws {
        for value in values {
            switch value {
            case .null: append(nil)
            case .integer(let value): append(String(value).utf8)
            case .real(let value): append(String(value).utf8)
            case .text(let value):
                guard !value.utf8.contains(0) else { throw StorageError(.constraint, "A text with a NUL character cannot be stored.") }
                append(value.utf8)
            case .blob(let value): append(value, isBinary: true)
            }
        }
    }

    private mutating func append(_ value: (some Sequence<UInt8>)?, isBinary: Bool = false) {
        offsets.append(value.map { _ in bytes.count })
        let begin = bytes.count
        if let value { bytes += value }
        lengths.append(Int32(bytes.count - begin))
        formats.append(isBinary ? 1 : 0)
        bytes.append(0)
    }

    private mutating func append(_ null: Void?) {
        append(null.map { _ in [UInt8]() })
    }

    func withPointers<Result>(
        _ use: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        bytes.withUnsafeBytes { bytes in
            let base = bytes.bindMemory(to: CChar.self).baseAddress
            return offsets.map { offset in offset.flatMap { base?.advanced(by: $0) } }.withUnsafeBufferPointer { values in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { use(values.baseAddress, lengths.baseAddress, $0.baseAddress) }
                }
            }
        }
    }

    /// The statement with `$1`, `$2` for its `?`. No statement here has a question mark in a literal.
    static func numbered(_ sql: String) -> String {
        var count = 0
        return sql.reduce(into: "") { text, character in
            if character == "?" {
                count += 1
                text += "$\(count)"
            } else {
                text.append(character)
            }
        }
    }
}
