internal import CPostgres
internal import Glibc

/// One connection to a PostgreSQL server, used by one thread at a time. Nothing waits for the server without a limit: libpq is used as it is meant
/// for programs that must not hang, and the waiting is done here.
final class PostgresConnection {
    private let connection: OpaquePointer
    /// Statements that the server keeps, by their text; empty behind a pooler, which gives each transaction another server process.
    private var prepared: [String: String] = [:]
    private let keepsStatements: Bool
    private let metrics: DatabaseMetrics

    /// Seconds that the server may take for an answer.
    private static let answerLimit = 30.0
    private static let connectLimit = 6.0

    init(_ address: PostgresAddress, keepsStatements: Bool, metrics: DatabaseMetrics) throws {
        self.keepsStatements = keepsStatements
        self.metrics = metrics
        let options = address.options.sorted { $0.key < $1.key }
        let keywords = options.map { strdup($0.key) } + [nil]
        let values = options.map { strdup($0.value) } + [nil]
        defer { (keywords + values).forEach { free($0) } }
        let started = keywords.map { UnsafePointer($0) }.withUnsafeBufferPointer { keywords in
            values.map { UnsafePointer($0) }.withUnsafeBufferPointer { PQconnectStartParams(keywords.baseAddress, $0.baseAddress, 0) }
        }
        guard let started else { throw PostgresFailure(.lost, "There is no memory for a connection.") }
        connection = started
        try establish()
    }

    deinit {
        PQfinish(connection)
    }

    /// Runs statements without arguments and without a result.
    func run(_ sql: String) throws {
        guard PQsendQuery(connection, sql) == 1 else { throw lost() }
        try finish { _ in }
    }

    /// Ends the transaction; success means that it is as durable as the server is set to make it.
    ///
    /// - Parameter writers: how many share it; 0 where nothing was written.
    func commit(writers: Int) throws {
        var tag = ""
        do {
            guard PQsendQuery(connection, "COMMIT") == 1 else { throw lost() }
            try metrics.commit(writers: writers) { try finish { tag = String(cString: PQcmdStatus($0)) } }
        } catch let failure as PostgresFailure where failure.kind == .lost {
            throw PostgresFailure(.lostInCommit, state: failure.state, failure.message)
        }
        // A transaction that has failed answers a commit with a rollback.
        guard tag == "COMMIT" else { throw PostgresFailure(.refused, state: "40000", "The transaction had failed, and was rolled back.") }
    }

    func query(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        var rows: [SQLRow] = []
        try send(sql, arguments)
        try finish { rows = try PostgresRows.rows(of: $0) }
        return rows
    }

    /// The number of rows that were changed.
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        var count = 0
        try send(sql, arguments)
        try finish { count = Int(String(cString: PQcmdTuples($0))) ?? 0 }
        return count
    }

    private func send(_ sql: String, _ arguments: [SQLValue]) throws {
        let arguments = try PostgresArguments(arguments)
        let name = try keepsStatements ? prepare(sql, count: arguments.count) : nil
        let sent = arguments.withPointers { values, lengths, formats in
            if let name {
                PQsendQueryPrepared(connection, name, Int32(arguments.count), values, lengths, formats, 1)
            } else {
                PQsendQueryParams(connection, PostgresArguments.numbered(sql), Int32(arguments.count), nil, values, lengths, formats, 1)
            }
        }
        guard sent == 1 else { throw lost() }
    }

    private func prepare(_ sql: String, count: Int) throws -> String {
        if let name = prepared[sql] { return name }
        let name = "s\(prepared.count)"
        guard PQsendPrepare(connection, name, PostgresArguments.numbered(sql), Int32(count), nil) == 1 else { throw lost() }
        try finish { _ in }
        prepared[sql] = name
        return name
    }

    /// Waits for the answer, reads it to its end, and uses its last result.
    private func finish(_ use: (OpaquePointer) throws -> Void) throws {
        metrics.ranStatement()
        let limit = Deadline(seconds: Self.answerLimit)
        while case let left = PQflush(connection), left != 0 {
            guard left > 0 else { throw lost() }
            try wait(for: Int16(POLLIN | POLLOUT), limit)
            guard PQconsumeInput(connection) == 1 else { throw lost() }
        }
        var last: OpaquePointer?
        defer { PQclear(last) }
        while true {
            while PQisBusy(connection) == 1 {
                try wait(for: Int16(POLLIN), limit)
                guard PQconsumeInput(connection) == 1 else { throw lost() }
            }
            guard let result = PQgetResult(connection) else { break }
            // Of several statements the one that failed is told of.
            if let kept = last, PQresultStatus(kept) == PGRES_FATAL_ERROR {
                PQclear(result)
            } else {
                PQclear(last)
                last = result
            }
        }
        guard let last else { throw lost() }
        switch PQresultStatus(last) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK: try use(last)
        default: throw failure(of: last)
        }
    }

    private func failure(of result: OpaquePointer) -> PostgresFailure {
        guard PQstatus(connection) == CONNECTION_OK else { return lost() }
        let state = PQresultErrorField(result, PostgresRows.stateField).map { String(cString: $0) } ?? ""
        let message = String(cString: PQresultErrorMessage(result)).onOneLine
        // The server ends connections with a word of its own before they are seen to be gone.
        return PostgresFailure(state.hasPrefix("57P") ? .lost : .refused, state: state, message)
    }

    private func lost() -> PostgresFailure {
        let message = String(cString: PQerrorMessage(connection)).onOneLine
        return PostgresFailure(.lost, message.isEmpty ? "The connection is gone." : message)
    }

    private func establish() throws {
        let limit = Deadline(seconds: Self.connectLimit)
        var status = PGRES_POLLING_WRITING
        while status != PGRES_POLLING_OK {
            switch status {
            case PGRES_POLLING_READING: try wait(for: Int16(POLLIN), limit)
            case PGRES_POLLING_WRITING: try wait(for: Int16(POLLOUT), limit)
            default: throw lost()
            }
            status = PQconnectPoll(connection)
        }
        guard PQsetnonblocking(connection, 1) == 0 else { throw lost() }
        // Notices tell of what was expected, such as a table that is there already; libpq would print them.
        PQsetNoticeReceiver(connection, { _, _ in }, nil)
    }

    private func wait(for events: Int16, _ limit: Deadline) throws {
        var descriptor = pollfd(fd: PQsocket(connection), events: events, revents: 0)
        guard descriptor.fd >= 0 else { throw lost() }
        while true {
            let status = poll(&descriptor, 1, limit.millisecondsLeft)
            if status > 0 { return }
            if status == 0 { throw PostgresFailure(.lost, "The server has not answered for \(Int(limit.seconds)) s.") }
            guard errno == EINTR else { throw PostgresFailure(.lost, "Waiting for the server failed.") }
        }
    }

    private struct Deadline {
        let seconds: Double
        private let end: ContinuousClock.Instant

        init(seconds: Double) {
            self.seconds = seconds
            end = .now + .seconds(seconds)
        }

        var millisecondsLeft: Int32 {
            Int32(max(0, (ContinuousClock.now.duration(to: end) / .milliseconds(1)).rounded(.up)))
        }
    }
}
