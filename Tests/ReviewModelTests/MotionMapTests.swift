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
}
