internal import NIOCore

/// A body without its first bytes.
struct Remainder<Base: AsyncSequence & Sendable>: AsyncSequence, Sendable
where Base.Element == ByteBuffer, Base.AsyncIterator: SendableMetatype {
    let base: Base
    let passing: Int64

    struct AsyncIterator: AsyncIteratorProtocol {
        var base: Base.AsyncIterator
        var passing: Int64

        mutating func next() async throws -> ByteBuffer? {
            while var chunk = try await base.next() {
                let passed = Swift.min(Int64(chunk.readableBytes), passing)
                chunk.moveReaderIndex(forwardBy: Int(passed))
                passing -= passed
                if chunk.readableBytes > 0 { return chunk }
            }
            return nil
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(base: base.makeAsyncIterator(), passing: passing) }
}

/// A body without any bytes.
struct NoBody: AsyncSequence, Sendable {
    struct AsyncIterator: AsyncIteratorProtocol {
        func next() async throws -> ByteBuffer? { nil }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator() }
}
