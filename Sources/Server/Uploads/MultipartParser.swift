internal import NIOCore

/// Takes a body of multipart/form-data (RFC 7578, RFC 2046 section 5.1) apart, in whatever pieces it comes; it holds back no more than a delimiter's
/// length of what a part contains.
struct MultipartParser {
    enum Event: Equatable {
        /// A part begins: its Content-Disposition.
        case part(String)
        case bytes(ByteBuffer)
        /// The last part is over.
        case end
    }

    struct Malformed: Error, Equatable {
        var sentence: String
    }

    private enum State {
        /// Before the first delimiter.
        case preamble
        case header
        case content
        case epilogue
    }

    /// The line break before a delimiter belongs to it.
    private let delimiter: [UInt8]
    private var state = State.preamble
    private var buffer = ByteBuffer()
    private static let headerLimit = 8 << 10

    init(boundary: String) {
        delimiter = Array("\r\n--\(boundary)".utf8)
        // So that a delimiter at the very beginning is found like any other.
        buffer.writeString("\r\n")
    }

    /// The boundary that a Content-Type names; nil for another type.
    static func boundary(of contentType: String?) -> String? {
        guard let contentType else { return nil }
        let field = ContentDisposition(contentType)
        guard field.kind == "multipart/form-data", let boundary = field.parameters["boundary"], (1...70).contains(boundary.utf8.count) else {
            return nil
        }
        return boundary
    }

    /// What can be told once these bytes have come.
    ///
    /// - Throws: `Malformed`.
    mutating func parse(_ bytes: ByteBuffer) throws -> [Event] {
        buffer.writeImmutableBuffer(bytes)
        var events: [Event] = []
        while try step(&events) {}
        buffer.discardReadBytes()
        return events
    }

    /// Whether the body is over.
    var isComplete: Bool { if case .epilogue = state { true } else { false } }

    /// Goes on by one state; false where more bytes are needed.
    private mutating func step(_ events: inout [Event]) throws -> Bool {
        switch state {
        case .preamble:
            guard let end = find(delimiter) else {
                drop(buffer.readableBytes - delimiter.count + 1)
                return false
            }
            return passDelimiter(at: end, &events)
        case .header: return try passHeader(&events)
        case .content:
            guard let end = find(delimiter) else {
                emit(buffer.readableBytes - delimiter.count + 1, &events)
                return false
            }
            // What follows the delimiter decides whether the part is the last.
            guard end + delimiter.count + 2 <= buffer.readableBytes else {
                emit(end, &events)
                return false
            }
            emit(end, &events)
            return passDelimiter(at: 0, &events)
        case .epilogue:
            drop(buffer.readableBytes)
            return false
        }
    }

    private mutating func passDelimiter(at position: Int, _ events: inout [Event]) -> Bool {
        guard position + delimiter.count + 2 <= buffer.readableBytes else { return false }
        drop(position + delimiter.count)
        let isLast = buffer.getBytes(at: buffer.readerIndex, length: 2) == Array("--".utf8)
        state = isLast ? .epilogue : .header
        if isLast { events.append(.end) }
        return true
    }

    private mutating func passHeader(_ events: inout [Event]) throws -> Bool {
        // The rest of the delimiter's line, then lines up to an empty one.
        guard let end = find(Array("\r\n\r\n".utf8)) else {
            guard buffer.readableBytes <= Self.headerLimit else { throw Malformed(sentence: "A part's header is too long.") }
            return false
        }
        let header = buffer.readString(length: end + 4) ?? ""
        let disposition = header.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-disposition:") }
        guard let disposition else { throw Malformed(sentence: "A part has no Content-Disposition.") }
        events.append(.part(String(disposition.dropFirst("content-disposition:".count))))
        state = .content
        return true
    }

    private mutating func emit(_ count: Int, _ events: inout [Event]) {
        guard count > 0, let bytes = buffer.readSlice(length: count) else { return }
        events.append(.bytes(bytes))
    }

    private mutating func drop(_ count: Int) {
        if count > 0 { buffer.moveReaderIndex(forwardBy: count) }
    }

    /// Where a pattern begins, from the reader on.
    private func find(_ pattern: [UInt8]) -> Int? {
        let view = buffer.readableBytesView
        guard view.count >= pattern.count else { return nil }
        var start = view.startIndex
        while let candidate = view[start...].firstIndex(of: pattern[0]), candidate + pattern.count <= view.endIndex {
            if view[candidate..<candidate + pattern.count].elementsEqual(pattern) { return candidate - view.startIndex }
            start = candidate + 1
        }
        return nil
    }
}
