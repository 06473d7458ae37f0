import ArgumentParser

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
