import Detection
import ReviewModel
import Testing

@Suite struct LumaDifferenceTests {
    @Test func countsOnlyTheCellThatChanged() {
        let before = LumaCopy(width: 320, height: 180, pixels: Array(repeating: 100, count: 320 * 180))
        var after = before
        // The cell of row 2, column 3 is 20x20 pixels from (60, 40) on; half of it becomes 40 brighter.
        for y in 40..<50 {
            for x in 60..<80 { after.pixels[y * 320 + x] = 140 }
        }
        let difference = LumaDifference(before, after, range: .full)
        #expect(difference.cells[2 * MotionMap.columns + 3] == 20)
        #expect(difference.cells.count { $0 == 0 } == MotionMap.cells - 1)
        #expect(abs(difference.whole - 20.0 / 255 / Double(MotionMap.cells)) < 1e-9)
    }

    @Test(arguments: [(317, 181), (16, 9), (5, 4), (480, 2600)])
    func agreesWithAPlainLoop(width: Int, height: Int) {
        let before = LumaCopy(width: width, height: height, pixels: Noise.bytes(width * height, seed: 1))
        let after = LumaCopy(width: width, height: height, pixels: Noise.bytes(width * height, seed: 2))
        let plain = zip(before.pixels, after.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        let difference = LumaDifference(before, after, range: .full)
        #expect(abs(difference.whole - Double(plain) / Double(width * height) / 255) < 1e-9)
    }
}
