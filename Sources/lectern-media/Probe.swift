import ArgumentParser
import Media
import ReviewModel

/// Tells what a recording is without decoding it.
struct Probe: ChildCommand {
    static let configuration = CommandConfiguration(abstract: "Tell container, streams and duration of a recording.")

    @Option(help: "The recording.")
    var input: String

    @OptionGroup var limits: Limits

    func perform() throws -> ChildMessage.Result {
        try Lockdown.limits(limits)
        let file = try InputFile(path: input)
        try Lockdown.seal()
        return .probe(try OpenInput(file).mediaInfo())
    }
}
