import Foundation

extension ReportExport {
    /// The name that somebody saves it by: `Optics 3 - findings.csv`. Titles come from strangers: it is no path and no option, and any file system takes it.
    package func fileName(titled title: String) -> String {
        let spaced = title.unicodeScalars.map { Self.isSafe($0) ? String($0) : " " }.joined()
        let words = spaced.split(separator: " ").joined(separator: " ")
        var name = String(words.prefix(Self.mostCharacters))
        while name.utf8.count > Self.mostBytes { name.removeLast() }
        name = name.trimmingCharacters(in: CharacterSet(charactersIn: " .-"))
        return name.isEmpty ? rawValue : "\(name) - \(rawValue)"
    }

    private static let mostCharacters = 80
    /// File systems take 255 in all.
    private static let mostBytes = 200

    private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "/", "\\", ":", "*", "?", "\"", "<", ">", "|", "\u{FFFD}": false
        default: !Printed.isUnsafe(scalar)
        }
    }
}
