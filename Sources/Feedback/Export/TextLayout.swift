/// Lays out lines of text for a terminal: wrapped words, a column of labels, and colour where it is wanted.
struct TextLayout {
    /// The colours and weights of a terminal.
    enum Style: String {
        case bold = "1"
        case faint = "2"
        case red = "1;31"
        case green = "1;32"
        case yellow = "1;33"
        case blue = "1;34"
    }

    let width: Int
    let colour: Bool
    private(set) var lines: [String] = []

    init(width: Int, colour: Bool) {
        self.width = width
        self.colour = colour
    }

    var text: String { lines.joined(separator: "\n") + "\n" }

    mutating func blank() {
        if let last = lines.last, !last.isEmpty { lines.append("") }
    }

    /// A heading with room above it.
    mutating func heading(_ text: String) {
        blank()
        add(text, style: .bold)
    }

    /// A paragraph. With a label, the text stands in a column of its own beside it.
    mutating func add(
        _ text: String, label: String = "", labelStyle: Style? = nil, style: Style? = nil, indent: Int = 0, column: Int = 0
    ) {
        let left = String(repeating: " ", count: indent)
        let hanging = max(column, label.isEmpty ? 0 : label.count + 2)
        for (index, line) in wrap(Printed.oneLine(text), to: width - indent - hanging).enumerated() {
            let head = index == 0 && !label.isEmpty ? painted(label, labelStyle) + pad(hanging - label.count) : pad(hanging)
            lines.append(left + head + painted(line, style))
        }
    }

    /// A command, broken so that the lines can still be copied as one: a backslash between words, and bare line ends inside a filter graph,
    /// where ffmpeg takes them for spaces.
    mutating func add(command: String, indent: Int) {
        let left = String(repeating: " ", count: indent)
        var line = ""
        var isInQuotes = false
        for piece in pieces(of: command) {
            let room = width - indent - (line.isEmpty ? 0 : 2)
            if !line.isEmpty, line.count + 1 + piece.text.count > room {
                lines.append(left + line + (isInQuotes ? "" : " \\"))
                line = "  " + piece.text
            } else {
                line += (line.isEmpty ? "" : " ") + piece.text
            }
            isInQuotes = piece.endsInQuotes
        }
        if !line.isEmpty { lines.append(left + line) }
    }

    private func painted(_ text: String, _ style: Style?) -> String {
        guard colour, let style else { return text }
        return "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
    }

    private func pad(_ count: Int) -> String {
        String(repeating: " ", count: max(0, count))
    }

    private func wrap(_ text: String, to width: Int) -> [String] {
        var result: [String] = []
        var line = ""
        for word in text.split(separator: " ").flatMap({ chunks(of: $0, size: max(10, width)) }) {
            if line.isEmpty {
                line = word
            } else if line.count + 1 + word.count <= width {
                line += " " + word
            } else {
                result.append(line)
                line = word
            }
        }
        return line.isEmpty ? result : result + [line]
    }

    /// A word longer than a line, such as a file name, is broken where the line ends.
    private func chunks(of word: Substring, size: Int) -> [String] {
        guard word.count > size else { return [String(word)] }
        var rest = word
        var result: [String] = []
        while !rest.isEmpty {
            result.append(String(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        return result
    }

    /// The places where a command may be broken: spaces outside quotes, and those of a filter graph. A space in a file name is none.
    ///
    /// Read as a shell does: by scalars, for an accent after a quote makes another character of it, but the same quote. A quote after a backslash is
    /// none, unless the backslash is in single quotes.
    private func pieces(of command: String) -> [(text: String, endsInQuotes: Bool)] {
        var result: [(text: String, endsInQuotes: Bool)] = []
        var current = ""
        var quote: Unicode.Scalar?
        var isEscaped = false
        var isGraph = false
        for scalar in Printed.oneLine(command).unicodeScalars {
            if scalar == " ", !isEscaped, quote == nil || isGraph {
                result.append((current, quote != nil))
                current = ""
                continue
            }
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\", quote != "'" {
                isEscaped = true
            } else if scalar == quote {
                quote = nil
            } else if quote == nil, scalar == "\"" || scalar == "'" {
                quote = scalar
                isGraph = result.last?.text == "-filter_complex"
            }
            current.unicodeScalars.append(scalar)
        }
        return current.isEmpty ? result : result + [(current, false)]
    }
}
