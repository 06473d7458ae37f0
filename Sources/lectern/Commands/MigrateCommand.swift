import ArgumentParser
import Foundation
import Storage

/// Moves up from one machine's file to a server that many share, or back.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Copy a database into another, and prove that both are alike.",
        discussion: """
            Stop every service and worker first. A copy that is interrupted goes on where it was when the same command is run again. The recordings are \
            not in the database: they stay in the data folder, which the services on the new database must be given.
            """)

    @Option(help: "Where everything is now: sqlite:PATH, such as sqlite:/var/lib/lectern/lectern.db, or postgres://...")
    var from: Place

    @Option(help: "An empty database: postgres://... or sqlite:PATH.")
    var to: Place

    /// A database that is named on the command line.
    enum Place: ExpressibleByArgument {
        case file(String)
        case server(String)

        init?(argument: String) {
            if PostgresDatabase.isAddress(argument) {
                self = .server(argument)
            } else if argument.hasPrefix("sqlite:"), case let path = argument.dropFirst(7), !path.isEmpty {
                self = .file(String(path))
            } else {
                return nil
            }
        }

        func open(isCopyTarget: Bool) throws -> any Database {
            switch self {
            case .file(let path): try SQLiteDatabase(path: path, isCopyTarget: isCopyTarget)
            case .server(let address): try PostgresDatabase(address, isCopyTarget: isCopyTarget)
            }
        }
    }

    func validate() throws {
        if case .file(let path) = from, !FileManager.default.fileExists(atPath: path) {
            throw ValidationError("There is no database \(path).")
        }
    }

    func run() async throws {
        let (source, target) = try await Diagnostics.opening { (try from.open(isCopyTarget: false), try to.open(isCopyTarget: true)) }
        do {
            let tables = try await DatabaseCopy(from: source, to: target).run { Diagnostics.say("copying \($0): \($1) rows") }
            for table in tables { print("\(table.name): \(table.rows) rows, sha256 \(table.checksum)") }
            print("Both are alike.")
        } catch {
            throw Diagnostics.ending(error)
        }
        try source.close()
        try target.close()
    }
}
