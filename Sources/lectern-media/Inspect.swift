import ArgumentParser
import Detection
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

    @Flag(help: "Say on standard error what the processor time went to, in seconds.")
    var costs = false

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
        let ledger = costs ? CostLedger(clock: Self.processorTime) : CostLedger()
        var inspection = try Inspection(recording, threads: threads, depth: depth, costs: ledger)
        let set = try inspection.run { progress.update($0) }
        set.series.forEach { Emitter.shared.emit(.series($0)) }
        set.events.forEach { Emitter.shared.emit(.event($0)) }
        set.motion.map { Emitter.shared.emit(.motion($0)) }
        set.spans.forEach { Emitter.shared.emit(.span($0)) }
        if costs { try FileHandle.standardError.write(contentsOf: ledger.lines) }
        return .inspect(set.summary)
    }
}

extension Depth: ExpressibleByArgument {}

extension Inspect {
    /// Nanoseconds that this thread has run.
    private static func processorTime() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

extension CostLedger {
    /// A part and its seconds a line.
    fileprivate var lines: Data {
        let seconds = seconds
        return Data(Part.allCases.map { "cost \($0.rawValue) \(seconds[$0] ?? 0)\n" }.joined().utf8)
    }
}
