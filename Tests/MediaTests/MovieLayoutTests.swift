import Media
import Testing

@Suite struct MovieLayoutTests {
    private static func box(_ type: String, _ payload: Int, size: UInt32? = nil) -> [UInt8] {
        let size = size ?? UInt32(payload + 8)
        return (0..<4).map { UInt8(truncatingIfNeeded: size >> (24 - 8 * $0)) } + Array(type.utf8) + Array(repeating: 0, count: payload)
    }

    private static func layout(_ bytes: [UInt8]) -> MovieLayout {
        MovieLayout(size: Int64(bytes.count)) { offset, count in Array(bytes.dropFirst(Int(offset)).prefix(count)) }
    }

    @Test func indexInFront() {
        let layout = Self.layout(Self.box("ftyp", 16) + Self.box("moov", 100) + Self.box("mdat", 50))
        #expect(layout.indexBehindMedia == false)
        #expect(!layout.isCutOff)
    }

    @Test func indexBehind() {
        #expect(Self.layout(Self.box("ftyp", 16) + Self.box("mdat", 50) + Self.box("moov", 100)).indexBehindMedia == true)
    }

    @Test func longSizes() {
        // 32-bit size 1: the size stands behind the type in 64 bits.
        let long = Array(Self.box("mdat", 0, size: 1)) + [0, 0, 0, 0, 0, 0, 0, 24] + Array(repeating: 7, count: 8)
        let layout = Self.layout(Self.box("ftyp", 0) + long + Self.box("moov", 4))
        #expect(layout == Self.layout(Self.box("ftyp", 0) + Self.box("mdat", 16) + Self.box("moov", 4)))
        #expect(layout.indexBehindMedia == true)
    }

    @Test func aLastBoxWithoutASize() {
        let layout = Self.layout(Self.box("moov", 8) + Self.box("mdat", 40, size: 0))
        #expect(layout.indexBehindMedia == false)
        #expect(!layout.isCutOff)
    }

    @Test func cutOff() {
        let layout = Self.layout(Self.box("moov", 8) + Self.box("mdat", 40, size: 4000))
        #expect(layout.isCutOff)
        #expect(Self.layout(Self.box("moov", 8) + [0, 0, 1]).isCutOff)
    }

    @Test func sizesThatCannotBeEndTheWalk() {
        #expect(Self.layout(Self.box("moov", 8) + Self.box("free", 8, size: 3)).indexBehindMedia == nil)
        let huge = Self.box("mdat", 0, size: 1) + Array(repeating: 0xff, count: 8)
        #expect(Self.layout(huge + Self.box("moov", 8)).isCutOff)
    }
}
