import ArgumentParser

/// The only program of Lectern that opens media: one job a process, locked down before the first byte is parsed.
@main
struct LecternMedia: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lectern-media",
        abstract: "Opens one recording in a locked-down process and writes what it finds as JSON lines.",
        subcommands: [Probe.self, Inspect.self, Frame.self, Transcribe.self])
}
