/// A cell of a table in a text file (RFC 4180). Numbers stay numbers; a text can neither end its cell nor become a formula.
enum TableCell: Sendable, Hashable {
    case text(String)
    /// With as few places as it needs, up to so many.
    case number(Double, places: Int)
    case empty

    /// As it stands in the file.
    var field: String {
        switch self {
        case .text(let text): Self.quoted(Self.guarded(Self.printable(text)))
        case .number(let value, let places): value.isFinite ? Printed.plain(value, places) : ""
        case .empty: ""
        }
    }

    /// Control characters that no spreadsheet shows are replaced; line ends and tabs stay.
    private static func printable(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isKept = scalar == "\n" || scalar == "\r" || scalar == "\t" || !Printed.isUnsafe(scalar)
            result.append(isKept ? scalar : "\u{FFFD}")
        }
        return String(result)
    }

    /// A spreadsheet takes what begins like this for a formula (https://owasp.org/www-community/attacks/CSV_Injection). Scalars are looked at, not
    /// characters: with a combining accent after it, a sign is another character, but the same byte begins the cell.
    private static func guarded(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, formulaSigns.contains(first) else { return text }
        return "'" + text
    }

    private static let formulaSigns: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    private static func quoted(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: divides) else { return text }
        var result = "\"".unicodeScalars
        for scalar in text.unicodeScalars {
            if scalar == "\"" { result.append(scalar) }
            result.append(scalar)
        }
        result.append("\"")
        return String(result)
    }

    /// A semicolon divides cells where a comma divides a number.
    private static func divides(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ",", ";", "\"", "\n", "\r", "\t": true
        default: false
        }
    }
}
