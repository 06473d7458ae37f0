internal import CPostgres

/// Where a PostgreSQL server is and who one is there: an address such as `postgres://lectern@db.example/lectern`, as libpq takes it.
struct PostgresAddress: Sendable {
    /// libpq's keywords and values.
    private(set) var options: [String: String]

    /// A dead way to the server is noticed within this many seconds, where the address does not say otherwise.
    private static let patience: [String: String] = [
        "connect_timeout": "5", "keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "3", "tcp_user_timeout": "15000",
        "application_name": "lectern", "client_encoding": "UTF8",
    ]

    init(_ url: String) throws {
        var message: UnsafeMutablePointer<CChar>?
        guard let parsed = PQconninfoParse(url, &message) else {
            defer { PQfreemem(message) }
            let cause = message.map { String(cString: $0) } ?? "out of memory"
            throw StorageError(.failed, "The address of the database cannot be understood: \(cause.onOneLine)")
        }
        defer { PQconninfoFree(parsed) }
        options = Self.patience
        var next = parsed
        while let keyword = next.pointee.keyword {
            if let value = next.pointee.val { options[String(cString: keyword)] = String(cString: value) }
            next += 1
        }
    }

    /// For people: without the password.
    var place: String {
        let host = options["host"] ?? options["hostaddr"] ?? "localhost"
        return "\(options["dbname"] ?? "postgres") at \(host)" + (options["port"].map { ":\($0)" } ?? "")
    }
}

extension String {
    /// libpq breaks its messages into lines, with tabs, and ends them with a line end.
    var onOneLine: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
