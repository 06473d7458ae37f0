import ArgumentParser
import Foundation
import Media
import ReviewModel

/// Decodes a recording once and measures it.
struct Inspect: ChildCommand {
    static let configuration = CommandConfiguration(abstract: "Measure picture and sound of a recording.")

    @Option(help: "The recording.")
    var input: String

    @Option(help: "Decoding threads; one costs the least processor time.")
    var threads = 1

    @Option(help: "full, or quick: key pictures, and what they and the packets give a reason to look at.")
    var depth: Depth = .full

    @OptionGroup var limits: Limits

    func validate() throws {
        guard (1...16).contains(threads) else { throw ValidationError("--threads must be between 1 and 16.") }
    }

    func perform() throws -> ChildMessage.Result {
        try Lockdown.limits(limits)
        let file = try InputFile(path: input)
        try Lockdown.seal()
        let recording = try OpenInput(file)
        var progress = ProgressReport(duration: recording.duration)
        var inspection = try Inspection(recording, threads: threads, depth: depth)
        let set = try inspection.run { progress.update($0) }
        set.series.forEach { Emitter.shared.emit(.series($0)) }
        set.events.forEach { Emitter.shared.emit(.event($0)) }
        set.motion.map { Emitter.shared.emit(.motion($0)) }
        set.spans.forEach { Emitter.shared.emit(.span($0)) }
        return .inspect(set.summary)
    }
}

extension Depth: ExpressibleByArgument {}
