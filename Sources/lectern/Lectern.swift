import ArgumentParser

/// Reviews lecture videos: from the command line, or as a service.
@main
struct Lectern: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lectern",
        abstract: "Reviews lecture videos: what is wrong, where, why it hurts learners, and the cheapest fix.",
        version: "0.1.0",
        subcommands: [
            ReviewCommand.self, FixCommand.self, ServeCommand.self, WorkCommand.self, QueuesCommand.self, TokenCommand.self, MigrateCommand.self,
            RubricCommand.self,
            DoctorCommand.self,
        ])
}
