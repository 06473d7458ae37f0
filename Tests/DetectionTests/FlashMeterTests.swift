import Detection
import ReviewModel
import Testing

/// Around each limit of WCAG 2.2, criterion 2.3.1.
@Suite struct FlashMeterTests {
    /// Flashes from `start` to `end`, so many a second, half of the time bright.
    private static func isBright(_ time: Double, from start: Double, to end: Double, rate: Double) -> Bool {
        time > start - 0.001 && time < end - 0.001 && ((time - start + 0.001) * rate).truncatingRemainder(dividingBy: 1) < 0.5
    }

    private static func greys(
        _ dark: Double, _ bright: Double, rate: Double = 5, width: Double = 1, pictures: Double = 25, from start: Double = 1, to end: Double = 3
    ) -> MeasurementSet {
        let (low, high) = (PaintedPictures.code(dark), PaintedPictures.code(bright))
        return PaintedPictures(rate: pictures, seconds: end + 1.5).measure { time, x, _ in
            isBright(time, from: start, to: end, rate: rate) && Double(x) < width * 128 ? high : low
        }
    }

    private static func most(_ set: MeasurementSet, _ name: SeriesName) -> Double { set[name]?.measured.max() ?? -1 }

    @Test(arguments: [(2.0, 4.0), (3, 6), (4, 8), (5, 10), (6, 12)])
    func transitionsAreCountedOverASecond(rate: Double, transitions: Double) {
        // Flashes of one second, so that no second holds more.
        let most = Self.most(Self.greys(0.2, 0.9, rate: rate, to: 2), .flashTransitions)
        #expect(abs(most - transitions) <= (rate > 3 ? 1 : 0))
    }

    @Test(arguments: [10.0, 24, 25, 30, 50, 60])
    func threeFlashesASecondAreNeverSeven(pictures: Double) {
        let set = Self.greys(0.1, 1, rate: 3, pictures: pictures, to: 4)
        #expect((5...6).contains(Self.most(set, .flashTransitions)))
        #expect(Self.most(set, .flashArea) == 0)
        #expect(Self.most(Self.greys(0.1, 1, rate: 4, pictures: pictures, to: 4), .flashTransitions) >= 7)
    }

    @Test func aTenthOfLuminanceIsAFlashAndLessIsNone() {
        #expect(Self.most(Self.greys(0.3, 0.385), .flashTransitions) == 0)
        #expect(Self.most(Self.greys(0.3, 0.41), .flashTransitions) >= 10)
        // Far apart in luma, close in light.
        #expect(Self.most(Self.greys(0, 0.08), .flashTransitions) == 0)
    }

    @Test func theDarkerStateMustBeBelowFourFifths() {
        #expect(Self.most(Self.greys(0.85, 1), .flashTransitions) == 0)
        #expect(Self.most(Self.greys(0.77, 1), .flashTransitions) >= 10)
    }

    @Test func aQuarterOfThePictureMustFlash() {
        #expect(Self.most(Self.greys(0.1, 1, width: 0.2), .flashTransitions) == 0)
        let set = Self.greys(0.1, 1, width: 0.3)
        #expect(Self.most(set, .flashTransitions) >= 10)
        #expect(abs(Self.most(set, .flashArea) - 0.3) < 0.02)
    }

    @Test func runsKnowTheirFirstAndLastFlash() throws {
        let set = Self.greys(0.1, 1)
        let run = try #require(set.events(.flashing).first)
        #expect(set.events(.flashing).count == 1)
        #expect(abs(run.start - 1) < 0.001)
        // The last flash ends at 2.9.
        #expect(abs(run.end - 2.9) <= 0.04)
    }

    @Test func halvesThatFlashInTurnFlash() {
        let set = PaintedPictures(seconds: 3).measure { time, x, _ in
            Self.isBright(time, from: 0.5, to: 2.5, rate: 5) == (x < 64) ? 250 : 20
        }
        #expect(Self.most(set, .flashTransitions) >= 10)
    }

    @Test(arguments: [10, 20, 31, 43])
    func aFenceThatPassesDoesNotFlash(speed: Int) {
        // Pickets 8 of 128 pixels wide, which pass each place up to 67 times a second.
        let set = PaintedPictures(seconds: 4).measure { time, x, _ in (x + Int(time * 25 * Double(speed) / 10)) % 16 < 8 ? 240 : 20 }
        #expect(Self.most(set, .flashTransitions) <= 2)
    }

    @Test func aCutAFlashLightAndALateCutAreNoRun() {
        let set = PaintedPictures(seconds: 5).measure { time, x, y in
            if time > 0.99 && time < 1.05 { return 255 }
            return time < 3 ? UInt8(40 + x % 3) : UInt8(200 + y % 3)
        }
        #expect(Self.most(set, .flashTransitions) == 2)
        #expect(set.events(.flashing).isEmpty)
    }

    @Test(arguments: [(0.0, 0.0, 0.0), (0, 0, 1), (1, 1, 1), (0, 0.5, 0)])
    func saturatedRedAgainstOtherColours(red: Double, green: Double, blue: Double) {
        let set = PaintedPictures(seconds: 4).measure { time in
            Self.isBright(time, from: 1, to: 3, rate: 4) ? (1, 0, 0) : (red, green, blue)
        }
        #expect(Self.most(set, .redFlashTransitions) >= 7)
        #expect(Self.most(set, .redFlashArea) == 1)
    }

    @Test(arguments: [
        // A red that is not saturated: R / (R + G + B) is 0.7; two reds; colours without red.
        ((0.9, 0.44, 0.44), (0.6, 0.6, 0.6)), ((1, 0, 0), (0.9, 0.35, 0)), ((0, 0.8, 0), (0, 0, 0.8)),
        // Noise in black.
        ((0.12, 0, 0), (0, 0, 0.05)),
    ])
    func otherColoursAreNoRedFlashes(first: (Double, Double, Double), second: (Double, Double, Double)) {
        let set = PaintedPictures(seconds: 4).measure { time in Self.isBright(time, from: 1, to: 3, rate: 4) ? first : second }
        #expect(Self.most(set, .redFlashTransitions) == 0)
    }
}
