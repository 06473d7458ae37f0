internal import Foundation

/// A Content-Disposition field (RFC 6266; of forms, RFC 7578): a kind, and parameters that may be quoted or encoded.
struct ContentDisposition {
    let kind: String
    /// By lower-case name; `filename*` stands as `filename` where it can be decoded.
    let parameters: [String: String]

    init(_ header: String) {
        var pieces = Self.pieces(header)[...]
        kind = pieces.popFirst()?.lowercased() ?? ""
        var found: [String: String] = [:]
        for piece in pieces {
            guard let equals = piece.firstIndex(of: "=") else { continue }
            let name = piece[..<equals].trimmingCharacters(in: .whitespaces).lowercased()
            let value = piece[piece.index(after: equals)...].trimmingCharacters(in: .whitespaces)
            found[name] = Self.unquoted(value)
        }
        if let decoded = found.removeValue(forKey: "filename*").flatMap(Self.decoded) { found["filename"] = decoded }
        parameters = found
    }

    /// The field of bytes that a browser shows, with the name under which it saves them (RFC 8187).
    static func inline(_ fileName: String) -> String {
        "inline; filename*=UTF-8''\(encoded(fileName))"
    }

    /// The field of bytes that a browser saves. For clients that do not know RFC 8187 the name is there in ASCII, too.
    static func attachment(_ fileName: String) -> String {
        let plain = fileName.unicodeScalars.map { isPlain($0) ? String($0) : "_" }.joined()
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(encoded(fileName))"
    }

    /// What needs no escape between quotation marks. Some clients take a percent sign for the begin of an encoded character.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", "\\", "%": false
        case " "..."~": true
        default: false
        }
    }

    private static func encoded(_ fileName: String) -> String {
        let safe = CharacterSet(charactersIn: "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._~")
        return fileName.addingPercentEncoding(withAllowedCharacters: safe) ?? ""
    }

    /// Splits at semicolons outside of quotation marks.
    private static func pieces(_ header: String) -> [String] {
        var pieces = [""]
        var (isQuoted, isEscaped) = (false, false)
        for character in header {
            if character == ";" && !isQuoted {
                pieces.append("")
                continue
            }
            if character == "\"" && !isEscaped { isQuoted.toggle() }
            isEscaped = character == "\\" && isQuoted && !isEscaped
            pieces[pieces.count - 1].append(character)
        }
        return pieces.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static func unquoted(_ value: String) -> String {
        guard value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") else { return value }
        // Browsers escape nothing but the quotation mark, as %22 or with a backslash.
        return String(value.dropFirst().dropLast()).replacing("\\\"", with: "\"").replacing("%22", with: "\"")
    }

    /// `UTF-8''name%20of%20file` (RFC 8187).
    private static func decoded(_ value: String) -> String? {
        let parts = value.split(separator: "'", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
        return String(parts[2]).removingPercentEncoding
    }
}
