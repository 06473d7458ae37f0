import Detection
import Testing

@Suite struct LumaReducerTests {
    @Test(arguments: [
        (16, 9, 1), (37, 23, 3), (640, 36, 2), (1280, 40, 4), (1283, 41, 4), (854, 30, 5), (1920, 36, 6), (1921, 37, 7), (2048, 48, 24),
    ])
    func isTheRoundedAverageOfEverySquare(width: Int, height: Int, factor: Int) {
        let stride = width + 13
        let plane = Noise.bytes(stride * height, seed: UInt64(width))
        var copy = LumaCopy()
        var reducer = LumaReducer(width: width, height: height, factor: factor)
        plane.withUnsafeBufferPointer { reducer.reduce($0.baseAddress!, stride: stride, into: &copy) }
        #expect(copy == Self.plain(width, height, factor) { Int(plane[$1 * stride + $0]) })
    }

    @Test(arguments: [(10, 0, 2), (12, 0, 4), (10, 6, 8), (16, 0, 8)])
    func bringsDeepSamplesToEightBits(depth: Int, position: Int, shift: Int) {
        let (width, height) = (101, 33)
        let plane = Noise.bytes(width * height, seed: 5).map { UInt16($0) << (depth - 8 + position) }
        var copy = LumaCopy()
        var reducer = LumaReducer(width: width, height: height, factor: 3)
        plane.withUnsafeBytes { reducer.reduce(wide: $0.baseAddress!, stride: width * 2, shift: shift, into: &copy) }
        #expect(copy == Self.plain(width, height, 3) { Int(plane[$1 * width + $0] >> shift) })
    }

    @Test(arguments: [(640, 480, 2), (854, 480, 3), (1280, 720, 4), (1920, 1080, 6), (1080, 1920, 6), (7680, 4320, 24), (16, 2, 1), (160, 120, 1)])
    func choosesAFactorThatGivesAbout320Pixels(width: Int, height: Int, factor: Int) {
        #expect(LumaReducer.factor(width: width, height: height) == factor)
    }

    @Test func readsAPlaneThatIsStoredBottomUp() {
        let plane: [UInt8] = [1, 2, 3, 4]
        var copy = LumaCopy()
        var reducer = LumaReducer(width: 2, height: 2, factor: 1)
        plane.withUnsafeBufferPointer { reducer.reduce($0.baseAddress! + 2, stride: -2, into: &copy) }
        #expect(copy.pixels == [3, 4, 1, 2])
    }

    private static func plain(_ width: Int, _ height: Int, _ factor: Int, _ sample: (_ x: Int, _ y: Int) -> Int) -> LumaCopy {
        var pixels: [UInt8] = []
        // From 1080p on, every other row counts.
        let step = factor < 6 ? 1 : 2
        let area = factor * ((factor + step - 1) / step)
        for y in 0..<height / factor {
            for x in 0..<width / factor {
                var sum = 0
                for row in stride(from: 0, to: factor, by: step) {
                    for column in 0..<factor { sum += sample(x * factor + column, y * factor + row) }
                }
                pixels.append(UInt8((sum + area / 2) / area))
            }
        }
        return LumaCopy(width: width / factor, height: height / factor, pixels: pixels)
    }
}
