package import ReviewModel

/// What `lectern-media` can be asked to do with one recording.
package enum MediaCommand: Sendable, Hashable {
    /// Reads the headers.
    case probe(input: String)
    /// Decodes once and measures.
    case inspect(input: String, threads: Int, depth: Depth)
    /// Recognises the speech. `language` is ISO 639-1 or `auto`.
    case transcribe(input: String, model: String, voiceActivityModel: String, language: String)
    /// Writes the picture that is on show at `time` seconds as a JPEG.
    case frame(input: String, time: Double, output: String, maxWidth: Int)

    var arguments: [String] {
        switch self {
        case .probe(let input):
            ["probe", "--input", input]
        case .inspect(let input, let threads, let depth):
            ["inspect", "--input", input, "--threads", String(threads), "--depth", depth.rawValue]
        case .transcribe(let input, let model, let voiceActivityModel, let language):
            ["transcribe", "--input", input, "--model", model, "--vad-model", voiceActivityModel, "--language", language]
        case .frame(let input, let time, let output, let maxWidth):
            ["frame", "--input", input, "--time", String(time), "--output", output, "--max-width", String(maxWidth)]
        }
    }

    var name: String { arguments[0] }
}

/// The bounds a child works within. It sets them on itself before it opens anything; the deadline is the parent's.
package struct ChildLimits: Sendable, Hashable {
    /// Bytes of address space.
    package var memory: Int64 = 2 << 30
    /// Seconds of processor time.
    package var cpuSeconds: Int = 4 * 3600
    /// Bytes of a file it may write.
    package var output: Int64 = 64 << 20
    /// Time on the wall after which it is killed.
    package var deadline: Duration = .seconds(4 * 3600)

    package init() {}

    /// The bounds for a recording of known length: three times its length, an hour at the least, so that a hang ends while anyone still cares.
    package init(mediaDuration: Double?) {
        guard let mediaDuration else { return }
        let seconds = min(max(3600, 3 * mediaDuration), 24 * 3600)
        cpuSeconds = Int(seconds)
        deadline = .seconds(seconds)
    }

    var arguments: [String] {
        ["--memory-limit", String(memory), "--cpu-limit", String(cpuSeconds), "--output-limit", String(output)]
    }
}
