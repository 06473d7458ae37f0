internal import Mustache

/// Text and elements for a page that is HTML and well-formed XML at once.
package enum Markup {
    /// Text that may stand in an element or a quoted attribute.
    ///
    /// It goes by Unicode scalars. Going by characters, as swift-mustache's own escaping does, a quotation mark with a combining accent after
    /// it counts as one character that is no quotation mark, and gets out of its attribute.
    package static func escape(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        result.reserveCapacity(text.unicodeScalars.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            case "\n", "\t": result.append(scalar)
            default: result.append(Printed.isUnsafe(scalar) ? "\u{FFFD}" : scalar)
            }
        }
        return String(result)
    }

    /// An element with its attributes escaped. `content` is markup already.
    package static func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ content: String = "") -> String {
        let start = "<" + name + attributes.map { " \($0.key)=\"\(escape($0.value))\"" }.joined()
        return content.isEmpty && !mayNotClose.contains(name) ? start + "/>" : start + ">" + content + "</\(name)>"
    }

    /// Elements that HTML does not let close themselves.
    private static let mayNotClose: Set = ["text", "title", "desc", "g", "a", "svg"]

    /// A coordinate of a drawing, short.
    package static func number(_ value: Double) -> String { Printed.plain(value, 1) }

    /// The escaping above as swift-mustache calls it.
    struct ContentType: MustacheContentType {
        static let name = "XHTML"

        func escapeText(_ text: String) -> String { Markup.escape(text) }
    }
}
