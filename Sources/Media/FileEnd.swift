/// Whether a file breaks off in the middle of something that its container says is longer. Each container tells in its own way; where none does, a
/// file counts as whole.
struct FileEnd {
    let size: Int64
    let read: (_ offset: Int64, _ count: Int) -> [UInt8]

    /// - Parameter container: libavformat's name of the demuxer.
    func isCutOff(_ container: String) -> Bool {
        switch container {
        case _ where Containers.isMovie(container): MovieLayout(size: size, read: read).isCutOff
        case _ where container.contains("matroska"): isMatroskaCutOff
        case "avi": isRIFFCutOff
        case "mpegts": isTransportStreamCutOff
        case "mpeg": isProgramStreamCutOff
        default: false
        }
    }

    // MARK: AVI

    /// Some writers count a few bytes too many.
    private static let slack: Int64 = 1024

    /// Large files are several RIFF chunks, one behind the other. Sizes of 0 and of all ones stand for "not known yet".
    private var isRIFFCutOff: Bool {
        var offset: Int64 = 0
        while offset + 12 <= size {
            let header = read(offset, 8)
            guard header.count == 8, header.prefix(4).elementsEqual("RIFF".utf8) else { return false }
            let length = header[4..<8].reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) }
            guard length != 0, length != 0xFFFF_FFFF else { return false }
            offset += 8 + length + length % 2
        }
        return offset > size + Self.slack
    }

    // MARK: MPEG-TS

    private static let packet: Int64 = 188
    private static let sync: UInt8 = 0x47

    /// Every writer writes whole packets; only a copy breaks off within one.
    private var isTransportStreamCutOff: Bool {
        let packets = (0..<8).map { read($0 * Self.packet, 1).first }
        return packets.allSatisfy { $0 == Self.sync } && size % Self.packet != 0
    }

    // MARK: MPEG-PS (ISO/IEC 13818-1, 2.5)

    /// A packet has at most 64 KB; the last one begins within twice that.
    private static let longestPacket: Int64 = 128 << 10
    /// Start codes from here on are those of packets with a length; pictures hold only lower ones.
    private static let leastPacketCode: UInt8 = 0xBB

    private var isProgramStreamCutOff: Bool {
        let start = max(0, size - Self.longestPacket)
        let tail = read(start, Int(size - start))
        for index in stride(from: tail.count - 6, through: 0, by: -1)
        where tail[index] == 0 && tail[index + 1] == 0 && tail[index + 2] == 1 && tail[index + 3] >= Self.leastPacketCode {
            return index + 6 + (Int(tail[index + 4]) << 8 | Int(tail[index + 5])) > tail.count
        }
        return false
    }

    // MARK: Matroska (RFC 9559) and WebM

    private static let segment: UInt32 = 0x1853_8067
    /// For a hostile file of empty elements; a day of a browser's recording has fewer.
    private static let maximumElements = 8_000_000

    /// A segment that was written in one go knows its size; one that was streamed is walked, element by element.
    private var isMatroskaCutOff: Bool {
        var offset: Int64 = 0
        for _ in 0..<Self.maximumElements where offset < size {
            let header = read(offset, 12)
            guard let first = header.first, first >= 0x10 else { return false }
            let idLength = first.leadingZeroBitCount + 1
            guard header.count > idLength, header[idLength] != 0 else { return header.count <= idLength }
            let sizeLength = header[idLength].leadingZeroBitCount + 1
            guard header.count >= idLength + sizeLength else { return true }
            let id = header[..<idLength].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            let mask = Int64(1) << (7 * sizeLength) - 1
            let length = header[idLength..<idLength + sizeLength].reduce(Int64(0)) { $0 << 8 | Int64($1) } & mask
            let content = offset + Int64(idLength + sizeLength)
            if length == mask {
                // Of unknown size: what it holds follows.
                offset = content
            } else if id == Self.segment || length > size - content {
                return length > size - content
            } else {
                offset = content + length
            }
        }
        return false
    }
}
