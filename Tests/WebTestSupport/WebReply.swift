/// What a test's web server answers.
package struct WebReply: Sendable {
    package enum Ending: Sendable {
        case whole
        /// The connection ends after so many bytes of the body.
        case cut(after: Int)
        /// Nothing more comes after so many bytes of the body, until the test says how it goes on.
        case held(after: Int)
        /// Nothing comes at all until then.
        case silent
    }

    package var status = 200
    package var fields: [String: String] = [:]
    package var body: [UInt8] = []
    /// Whether it says how long the body is, rather than letting the connection's end be the body's.
    package var tellsLength = true
    package var ending = Ending.whole

    package init(
        status: Int = 200, fields: [String: String] = [:], body: [UInt8] = [], tellsLength: Bool = true, ending: Ending = .whole
    ) {
        self.status = status
        self.fields = fields
        self.body = body
        self.tellsLength = tellsLength
        self.ending = ending
    }

    package static func text(_ text: String, _ fields: [String: String] = [:]) -> WebReply {
        WebReply(fields: fields, body: Array(text.utf8))
    }

    package static func redirect(_ place: String) -> WebReply {
        WebReply(status: 302, fields: ["Location": place])
    }

    /// A file as a server with ranges sends it: the part that is asked for, where the asker has the beginning of the same file.
    package static func file(_ bytes: [UInt8], tag: String, to request: WebRequest) -> WebReply {
        guard let start = request.rangeStart, start < bytes.count, request.headers["if-range"] ?? tag == tag else {
            return WebReply(fields: ["ETag": tag], body: bytes)
        }
        return WebReply(
            status: 206, fields: ["ETag": tag, "Content-Range": "bytes \(start)-\(bytes.count - 1)/\(bytes.count)"], body: Array(bytes[start...]))
    }

    /// The same, ended otherwise.
    package func ended(_ ending: Ending) -> WebReply {
        var reply = self
        reply.ending = ending
        return reply
    }

    var head: [UInt8] {
        var lines = ["HTTP/1.1 \(status) Scripted", "Connection: close"] + fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        if tellsLength { lines.append("Content-Length: \(body.count)") }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    /// How many bytes of head and body are sent at once.
    var sent: Int {
        switch ending {
        case .whole: head.count + body.count
        case .cut(let count), .held(let count): head.count + count
        case .silent: 0
        }
    }

    var isHeld: Bool {
        switch ending {
        case .whole, .cut: false
        case .held, .silent: true
        }
    }
}
