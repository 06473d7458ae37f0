/// A file name as one word of a shell command that a person copies.
///
/// File names come from strangers: a name must never become an option, a protocol of ffmpeg's or a command of the shell's.
package struct ShellWord: Sendable, Hashable {
    /// As it stands on the command line.
    package let text: String

    /// Any text, taken literally.
    package init(_ literal: String) {
        text = Self.quoted(literal)
    }

    /// A file in the reader's current folder. Nil when the name is empty or has characters that cannot be copied safely.
    init?(fileName: String) {
        let name = fileName.split(separator: "/").last.map(String.init) ?? ""
        guard !name.isEmpty, name != ".", name != "..", !name.unicodeScalars.contains(where: Printed.isUnsafe) else { return nil }
        // `-x.mp4` would be an option, and ffmpeg takes what stands before a colon for a protocol.
        let isMistakable = name.hasPrefix("-") || name.contains(":")
        text = Self.quoted(isMistakable ? "./" + name : name)
    }

    /// Double quotes where they suffice, for they also work on Windows; else single quotes, inside which a POSIX shell reads nothing.
    private static func quoted(_ literal: String) -> String {
        if !literal.isEmpty, literal.unicodeScalars.allSatisfy(isBare) { return literal }
        if !literal.unicodeScalars.contains(where: isSpecialInDoubleQuotes) { return "\"\(literal)\"" }
        // By scalars: a quote with an accent on it is one character, and a shell still sees the quote.
        let pieces = literal.unicodeScalars.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
        return "'" + pieces.joined(separator: "'\\''") + "'"
    }

    private static func isBare(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-", "/", "+", "@", ",": true
        default: false
        }
    }

    private static func isSpecialInDoubleQuotes(_ scalar: Unicode.Scalar) -> Bool {
        ["$", "`", "\\", "\"", "!", "%"].contains(scalar)
    }
}
