import ArgumentParser

/// What the program tells whoever started it, after `sysexits.h` where that has a word for it.
enum ExitStatus {
    /// Reviewed, and a finding is as severe as `--fail-on` asked for.
    static let failed = ExitCode(3)
    static let usage = ExitCode(64)
    /// The recording cannot be read as one.
    static let unreadable = ExitCode(65)
    /// Something that Lectern needs is missing or down.
    static let unavailable = ExitCode(69)
    static let inputOutput = ExitCode(74)
}
