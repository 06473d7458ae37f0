/// A transaction on PostgreSQL as the portable statements see it.
struct PostgresSession: SQLSession {
    let connection: PostgresConnection

    var dialect: Dialect { .postgres }

    func query(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        try connection.query(sql, arguments)
    }

    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try connection.execute(sql, arguments)
    }
}
