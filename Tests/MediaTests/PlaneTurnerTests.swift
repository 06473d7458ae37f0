import CLibAV
import Detection
import Testing

@testable import Media

@Suite struct PlaneTurnerTests {
    /// 3 wide, 2 high, in rows of 4: 1 2 3 / 4 5 6.
    private static let expected: [Int: (width: Int, samples: [Int])] = [
        90: (2, [4, 1, 5, 2, 6, 3]), 180: (3, [6, 5, 4, 3, 2, 1]), 270: (2, [3, 6, 2, 5, 1, 4]),
    ]

    @Test(arguments: [90, 180, 270])
    func planes(degrees: Int) throws {
        let rotation = try #require(Rotation(rawValue: degrees))
        let turner = try #require(PlaneTurner(rotation))
        let (width, samples) = try #require(Self.expected[degrees])
        let bytes: [UInt8] = [1, 2, 3, 0, 4, 5, 6, 0]
        bytes.withUnsafeBytes { memory in
            let plane = Plane(base: memory.baseAddress!, stride: 4, width: 3, height: 2)
            let turned = turner.turn(PicturePlanes(luma: plane, blue: plane, red: nil))
            for result in [turned.luma, turned.blue!] {
                #expect(result.width == width && result.height == 6 / width)
                #expect((0..<6).map { Int(result.row($0 / width).load(fromByteOffset: $0 % width, as: UInt8.self)) } == samples)
            }
        }
        let words = bytes.map { UInt16($0) << 8 }
        words.withUnsafeBytes { memory in
            let turned = turner.turn(PicturePlanes(luma: Plane(base: memory.baseAddress!, stride: 8, width: 3, height: 2, shift: 8))).luma
            #expect(turned.shift == 8 && turned.width == width)
            #expect((0..<6).map { Int(turned.row($0 / width).load(fromByteOffset: $0 % width * 2, as: UInt16.self) >> 8) } == samples)
        }
        var copy = LumaCopy(width: 3, height: 2, pixels: [1, 2, 3, 4, 5, 6])
        turner.turn(&copy)
        #expect(copy.width == width && copy.pixels.map(Int.init) == samples)
    }

    @Test func uprightPicturesAreLeftAlone() {
        #expect(PlaneTurner(.none) == nil)
    }
}
