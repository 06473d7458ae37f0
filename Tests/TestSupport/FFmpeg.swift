/// Makes clips for tests with the `ffmpeg` program.
package enum FFmpeg {
    /// Runs ffmpeg with arguments as they stand in a shell, separated by spaces.
    ///
    /// - Parameter output: the path of the file that it writes.
    package static func run(_ arguments: String, to output: String) throws {
        try run(arguments.split(separator: " ").map(String.init), to: output)
    }

    package static func run(_ arguments: [String], to output: String) throws {
        let run = try Program("ffmpeg", ["-nostdin", "-v", "error", "-y"] + arguments + [output])
        guard run.status == 0 else { throw Program.Failure(description: run.errors) }
    }
}
