internal import Hummingbird
internal import NIOCore

/// A form as it comes in: its fields one after the other, and the bytes of its file as they arrive.
actor FormBody {
    private var iterator: RequestBody.AsyncIterator
    private var parser: MultipartParser
    private var events: [MultipartParser.Event] = []

    /// Whether something came after the file, which is too late to count.
    private(set) var goesOn = false

    private static let fieldLimit = 4 << 10

    init(_ body: RequestBody, boundary: String) {
        iterator = body.makeAsyncIterator()
        parser = MultipartParser(boundary: boundary)
    }

    /// The fields before the file, and the file's name; nil for it where the form has no file.
    ///
    /// - Throws: `Problem`.
    func fields() async throws -> (fields: [String: String], fileName: String?) {
        var fields: [String: String] = [:]
        while case .part(let header)? = try await next() {
            let disposition = ContentDisposition(header)
            if let fileName = disposition.parameters["filename"] { return (fields, fileName) }
            guard let name = disposition.parameters["name"] else { throw Problem.malformedForm("A part has no name.") }
            var value = ByteBuffer()
            while let bytes = try await bytes() {
                value.writeImmutableBuffer(bytes)
                guard value.readableBytes <= Self.fieldLimit else { throw Problem.tooLong(name, limit: Self.fieldLimit) }
            }
            fields[name] = String(buffer: value)
        }
        return (fields, nil)
    }

    /// The next bytes of the part that has begun; nil at its end.
    func bytes() async throws -> ByteBuffer? {
        guard case .bytes(let bytes)? = try await peek() else { return nil }
        events.removeFirst()
        return bytes
    }

    /// Refuses what comes after the file: it would not count, and whoever sent it would not know.
    ///
    /// - Throws: `Problem`.
    fileprivate func checkEnd() async throws {
        guard case .part? = try await peek() else { return }
        goesOn = true
        throw Problem.malformedForm("It goes on after the file.")
    }

    private func next() async throws -> MultipartParser.Event? {
        guard try await peek() != nil else { return nil }
        return events.removeFirst()
    }

    private func peek() async throws -> MultipartParser.Event? {
        while events.isEmpty && !parser.isComplete {
            var current = iterator
            guard let chunk = try await current.next(isolation: #isolation) else {
                throw Problem.malformedForm("The form broke off before its end.")
            }
            iterator = current
            do {
                events = try parser.parse(chunk)
            } catch let error as MultipartParser.Malformed {
                throw Problem.malformedForm(error.sentence)
            }
        }
        return events.first
    }
}

/// The bytes of a form's file.
struct FormFile: AsyncSequence, Sendable {
    let form: FormBody

    struct AsyncIterator: AsyncIteratorProtocol {
        let form: FormBody

        func next() async throws -> ByteBuffer? {
            if let bytes = try await form.bytes() { return bytes }
            try await form.checkEnd()
            return nil
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(form: form) }
}

extension Problem {
    static func malformedForm(_ sentence: String) -> Problem {
        Problem(
            .badRequest, "form", title: "The form is not understood",
            detail: "\(sentence) Send multipart/form-data: title, course, rubric, depth (full or quick), transcribe (true or false) or review "
                + "(an id), then the file, last.")
    }
}
