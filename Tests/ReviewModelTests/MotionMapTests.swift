import Foundation
import ReviewModel
import Testing

@Suite("Motion map")
struct MotionMapTests {
    @Test("Each cell of each layer comes back, also after JSON")
    func roundTrip() throws {
        var map = MotionMap(interval: 0.2)
        let layers = (0..<3).map { layer in
            (0..<MotionMap.cells).map { MotionMap.Motion(rawValue: UInt8(($0 + layer) % 4)) ?? .still }
        }
        layers.forEach { map.append($0) }
        let decoded = try JSONDecoder().decode(MotionMap.self, from: JSONEncoder().encode(map))
        #expect(decoded.layers == 3)
        for layer in 0..<3 {
            for cell in 0..<MotionMap.cells {
                #expect(decoded[layer: layer, cell: cell] == layers[layer][cell])
            }
        }
    }

    @Test("The cells of a layer that moved so much are those that say so", arguments: MotionMap.Motion.allCases)
    func cells(level: MotionMap.Motion) {
        var map = MotionMap(interval: 0.2, packed: Data(repeating: 0, count: 5).dropFirst(5))
        for layer in 0..<2 { map.append((0..<MotionMap.cells).map { MotionMap.Motion(rawValue: UInt8(($0 / 3 + layer) % 4)) ?? .still }) }
        let expected = (0..<MotionMap.cells).filter { map[layer: 1, cell: $0] >= level }
        #expect(map.cells(in: 1, atLeast: level) == MotionMap.Cells(expected))
        #expect(map.cells(in: 1, atLeast: level).count == expected.count)
        #expect(!map.cells(in: 1, atLeast: level).isEmpty)
    }

    @Test("Cells are common to sets where they are missing from no more than a few", arguments: 0...3)
    func common(misses: Int) {
        // Cell 0 is in all, cell 1 in all but one, and so on; cell 143 in none.
        let sets = (0..<4).map { set in MotionMap.Cells((0..<4).filter { $0 <= set }) }
        let common = MotionMap.Cells.common(to: sets[...], but: misses)
        #expect(common == MotionMap.Cells(0...misses))
        #expect(common.subtracting(MotionMap.Cells([0])).count == misses)
        #expect(common.intersection(MotionMap.Cells([143])).isEmpty)
    }
}
