import ArgumentParser
import Foundation
import Storage

/// Where the database and the recordings are, for commands that share them with a service.
struct StorageOptions: ParsableArguments {
    @Option(help: "The folder for the database and the recordings.")
    var data: String?

    @Option(help: "The address of a PostgreSQL server, postgres://...; without it the database is in the data folder.")
    var database: String?

    @Option(help: "A YAML file with settings.")
    var config: String?

    func settings() async throws -> Settings {
        var settings = try await Settings.load(file: config)
        settings.data = data ?? settings.data
        settings.database = database ?? settings.database
        try settings.check()
        return settings
    }
}

extension StorageOptions {
    /// Opens the database of a service, whether or not it runs.
    ///
    /// - Parameter makes: whether to make one where there is none.
    func withDatabase<T>(makes: Bool = false, _ body: (any Database) async throws -> T) async throws -> T {
        let settings = try await self.settings()
        let database = try await Diagnostics.opening {
            if makes { _ = try FileBlobStore(root: settings.data) }
            guard makes || settings.database != nil || FileManager.default.fileExists(atPath: settings.data + "/lectern.db") else {
                Diagnostics.say("lectern: there is no database in \(settings.data). Name the service's folder with --data, or its --database.")
                throw ExitStatus.inputOutput
            }
            return try Assembly.database(settings)
        }
        defer { try? database.close() }
        do {
            return try await body(database)
        } catch {
            throw Diagnostics.ending(error)
        }
    }
}
