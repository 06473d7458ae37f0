/// What a PostgreSQL server, or the way to it, said when something failed.
struct PostgresFailure: Error, CustomStringConvertible {
    enum Kind {
        /// The connection is gone, and with it the transaction.
        case lost
        /// The same, after the commit was asked for: whether it came about is not known.
        case lostInCommit
        /// The server refused the statement; the connection is as good as before.
        case refused
    }

    var kind: Kind
    /// PostgreSQL's five characters; empty where the failure is not the server's.
    var state: String
    var message: String

    init(_ kind: Kind, state: String = "", _ message: String) {
        self.kind = kind
        self.state = state
        self.message = message
    }

    var description: String { message }

    /// Whether the whole transaction can be run again with hope: nothing of it is there, and what stood in its way passes.
    var isPassing: Bool {
        switch kind {
        case .lost: true
        case .lostInCommit: false
        // Serialisation, deadlock, a lock that was not to be had, a server that shuts down or starts.
        case .refused: ["40001", "40P01", "55P03"].contains(state) || Self.isAway(state)
        }
    }

    /// Too many connections, a server that stops, starts or was told to end the connection.
    private static func isAway(_ state: String) -> Bool {
        state.hasPrefix("08") || state.hasPrefix("57P") || state == "53300" || state == "25P03"
    }

    /// In storage's terms.
    ///
    /// - Parameter place: the server's address without secrets.
    func storageError(at place: String) -> StorageError {
        let code: StorageError.Code =
            switch state {
            case "53100": .full
            case "25006": .readOnly
            case "40001", "40P01", "55P03": .busy
            case _ where state.hasPrefix("23"): .constraint
            case _ where kind != .refused || Self.isAway(state): .unavailable
            default: .failed
            }
        return StorageError(code, "The database \(place) said: \(message)")
    }
}
