/// Where the top-level boxes of an MP4 or MOV file lie (ISO/IEC 14496-12, 4.2): enough to tell a fast start and a cut-off file.
package struct MovieLayout: Sendable, Hashable {
    /// Offset of the index, `moov`.
    package var index: Int64?
    /// Offset of the first media, `mdat`.
    package var media: Int64?
    /// A box says that it goes on beyond the end of the file.
    package var isCutOff = false

    /// The media stand in front of their index, so that a player must fetch the end of the file before it can begin.
    package var indexBehindMedia: Bool? {
        guard let index, let media else { return nil }
        return media < index
    }

    /// More boxes than any player writes, for a hostile file of empty ones; a fragmented hour has a few thousand.
    private static let maximumBoxes = 100_000

    /// Walks the boxes of a file of `size` bytes; `read` gives up to that many bytes from an offset.
    package init(size: Int64, read: (_ offset: Int64, _ count: Int) -> [UInt8]) {
        var offset: Int64 = 0
        for _ in 0..<Self.maximumBoxes where offset < size {
            let header = read(offset, 16)
            guard header.count >= 8 else {
                isCutOff = true
                return
            }
            var length = Int64(Self.bigEndian(header[0..<4]))
            if length == 1 {
                guard header.count == 16, let long = Int64(exactly: Self.bigEndian(header[8..<16])) else {
                    isCutOff = true
                    return
                }
                length = long
                guard length >= 16 else { return }
            } else if length == 0 {
                // The last box, to the end of the file.
                length = size - offset
            } else if length < 8 {
                return
            }
            switch Array(header[4..<8]) {
            case Array("moov".utf8): index = index ?? offset
            case Array("mdat".utf8): media = media ?? offset
            default: break
            }
            guard length <= size - offset else {
                isCutOff = true
                return
            }
            offset += length
        }
    }

    private static func bigEndian(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
