import ArgumentParser
import Media
import ReviewModel

/// Writes one picture of a recording as a JPEG file.
struct Frame: ChildCommand {
    static let configuration = CommandConfiguration(abstract: "Write the picture on show at a time as JPEG.")

    @Option(help: "The recording.")
    var input: String

    @Option(help: "Seconds from the start of the recording; beyond its end the last picture is written.")
    var time: Double

    @Option(help: "The JPEG file to write.")
    var output: String

    @Option(help: "Pixels; a wider picture is made smaller.")
    var maxWidth = 960

    @OptionGroup var limits: Limits

    func validate() throws {
        guard time.isFinite, time >= 0 else { throw ValidationError("--time must be 0 or more.") }
        guard (16...7680).contains(maxWidth) else { throw ValidationError("--max-width must be between 16 and 7680.") }
    }

    func perform() throws -> ChildMessage.Result {
        try Lockdown.limits(limits)
        let file = try InputFile(path: input)
        let target = try OutputFile(path: output)
        try Lockdown.seal()
        let still = try StillPicture(of: try OpenInput(file), at: time, maxWidth: maxWidth)
        try target.write(still.jpeg)
        return .frame(width: still.width, height: still.height)
    }
}
