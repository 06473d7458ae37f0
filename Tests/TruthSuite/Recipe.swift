/// How a file is made: steps that run one after another. The same recipe makes the same file.
///
/// In the arguments `{in}` stands for the output of the step before, `{out}` for this step's own, `{NAME}` for a base of that name and
/// `{media/NAME}` for a recording that set-up fetched.
package struct Recipe: Sendable, Hashable {
    /// The stem of the file.
    package var name: String
    /// The file's extension, which is also how ffmpeg knows the container.
    package var container: String
    package var steps: [Step]

    package init(_ name: String, _ container: String, _ steps: [Step]) {
        self.name = name
        self.container = container
        self.steps = steps
    }

    package init(_ name: String, _ container: String, ffmpeg arguments: [String]) {
        self.init(name, container, [.ffmpeg(arguments)])
    }

    package enum Step: Sendable, Hashable {
        /// Runs ffmpeg. The arguments must hold `{out}`.
        case ffmpeg([String])
        /// Keeps the first share of the bytes, as a broken-off upload does. The moment up to which media is whole becomes the cut.
        case truncate(share: Double)
        /// Overwrites most of every packet of a stream that begins in a span of seconds.
        case damage(stream: String, from: Double, to: Double)
        /// Keeps so many bytes of the beginning.
        case head(Int)
        /// Puts the file behind itself, byte by byte.
        case twice
        /// Adds bytes behind the end.
        case append(String)
        /// Writes a text instead of media.
        case text(String)
        /// Writes pseudo-random bytes instead of media.
        case noise(bytes: Int)
        /// Overwrites an MP4's index with zeros.
        case blankIndex
    }

    /// Names in braces that stand for other files.
    package var references: Set<String> {
        var names: Set<String> = []
        for case .ffmpeg(let arguments) in steps {
            for argument in arguments where argument.first == "{" && argument.last == "}" {
                names.insert(String(argument.dropFirst().dropLast()))
            }
        }
        return names.subtracting(["in", "out"])
    }
}
