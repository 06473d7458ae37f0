import Detection
import Foundation
import ReviewModel
import Testing

@Suite struct ShakeMeterTests {
    private static let pictures = PaintedPictures(width: 160, height: 90, seconds: 1.6)

    /// A scene without an edge that repeats, seen from a place.
    private static func scene(_ x: Double, _ y: Double) -> Double {
        128 + 40 * sin(x / 7) * cos(y / 11) + 30 * sin((x + 2 * y) / 19) + 25 * cos((3 * x - y) / 43)
    }

    private static func shake(_ place: (Double) -> (x: Double, y: Double)) -> Double {
        let set = pictures.measure { time, x, y in
            let (dx, dy) = place(time)
            return UInt8(scene(2 * (Double(x) + dx), 2 * (Double(y) + dy)))
        }
        return set[.shake]?.measured.dropFirst().first ?? -1
    }

    @Test(arguments: [(3.0, 0.01), (5, 0.01), (8, 0.005), (5, 0.02)])
    func aSineIsMeasuredByItsMean(frequency: Double, amplitude: Double) {
        let amount = Self.shake { time in (160 * amplitude * sin(2 * .pi * frequency * time), 0) }
        #expect(abs(amount / (amplitude / 2.0.squareRoot()) - 1) < 0.25)
    }

    @Test func bothDirectionsCount() {
        let amount = Self.shake { time in (1.5 * sin(2 * .pi * 5 * time), 1.5 * cos(2 * .pi * 5 * time)) }
        #expect(abs(amount - 1.5 / 160) < 0.0015)
    }

    @Test func aPanAndASlowSwayAreNoShake() {
        #expect(Self.shake { (50 * $0, 10 * $0) } < 0.0005)
        #expect(Self.shake { (6 * sin(2 * .pi * 0.4 * $0), 0) } < 0.0005)
        // A page that scrolls in steps.
        #expect(Self.shake { (0, 4 * ($0 * 5).rounded(.down)) } < 0.0005)
    }

    @Test func whatMovesInFrontOfABackgroundIsNoShake() {
        let set = Self.pictures.measure { time, x, y in
            let isSpeaker = (60..<105).contains(x) && y > 25
            let sway = 2 * sin(2 * .pi * 4 * time)
            return UInt8(isSpeaker ? Self.scene(2 * (Double(x) + sway) + 500, 2 * Double(y)) : Self.scene(2 * Double(x), 2 * Double(y)))
        }
        #expect(set[.shake]?.measured.max() ?? 1 < 0.001)
    }

    @Test func aCutIsNoShake() {
        let set = Self.pictures.measure { time, x, y in UInt8(Self.scene(2 * Double(x) + 900 * (time * 2).rounded(.down), 2 * Double(y))) }
        #expect(set[.shake]?.measured.max() ?? 1 < 0.001)
    }
}
