import Foundation
import ReviewModel
import Testing

@testable import Detection

/// Pictures drawn sample by sample, each with one trait.
@Suite struct DetailScanTests {
    private static let width = 640
    private static let height = 360

    /// A sampled picture of a function from place to code.
    private static func sample(width: Int = width, height: Int = height, code: (Int, Int) -> Double) -> DetailSample {
        var bytes = [UInt8](repeating: 0, count: width * height)
        for y in 0..<height {
            for x in 0..<width { bytes[y * width + x] = UInt8(max(0, min(255, code(x, y).rounded()))) }
        }
        var sample = DetailSample()
        bytes.withUnsafeBytes { raw in
            guard let base = raw.baseAddress else { return }
            let plane = Plane(base: base, stride: width, width: width, height: height)
            sample.readLines(plane)
            sample.readUprights(plane)
        }
        return sample
    }

    /// Slanted bars with edges of a given softness, in samples (standard deviation of a normal edge).
    private static func bars(softness: Double, contrast: Double = 100) -> (Int, Int) -> Double {
        { x, y in
            let place = (Double(x) + 0.3 * Double(y)).truncatingRemainder(dividingBy: 80)
            let rise = erf((place - 20) / (softness * 2.0.squareRoot())) - erf((place - 60) / (softness * 2.0.squareRoot()))
            return 60 + contrast / 2 * rise
        }
    }

    private static func edgeWidth(_ sample: DetailSample) -> Double? {
        var scan = FocusScan()
        return scan.width(of: sample)
    }

    @Test func edgesAreAsWideAsTheyWereDrawn() throws {
        let sharp = try #require(Self.edgeWidth(Self.sample(code: Self.bars(softness: 0.6))))
        let soft = try #require(Self.edgeWidth(Self.sample(code: Self.bars(softness: 3))))
        // Contrast over the steepest step of a normal edge is 2.5 times its deviation.
        #expect(sharp * 640 < 2)
        #expect(abs(soft * 640 - 7.5) < 1)
        // The same whatever the contrast and the size of the picture.
        let faint = try #require(Self.edgeWidth(Self.sample(code: Self.bars(softness: 3, contrast: 50))))
        #expect(abs(faint - soft) < 0.1 * soft)
        let large = try #require(Self.edgeWidth(Self.sample(width: 1280, height: 720) { Self.bars(softness: 3)($0 / 2, $1 / 2) }))
        #expect(abs(large - soft) < 0.15 * soft)
    }

    @Test func aSharpFaceBeforeASoftBackgroundIsSharp() throws {
        let width = try #require(
            Self.edgeWidth(
                Self.sample { x, y in
                    let isFace = (240..<432).contains(x) && (90..<270).contains(y)
                    return Self.bars(softness: isFace ? 0.6 : 4)(isFace ? 3 * x : x, y)
                }))
        #expect(width * 640 < 2)
    }

    @Test func anEvenPictureHasNoEdges() {
        #expect(Self.edgeWidth(Self.sample { x, y in 80 + Double(x) / 10 + Double(y) / 20 }) == nil)
    }

    /// Even squares of chance levels on a soft ground.
    private static func squares(_ side: Double, from offset: (Int, Int) = (0, 0)) -> (Int, Int) -> Double {
        let levels = Noise.bytes(256 * 256, seed: 3)
        return { x, y in
            let (column, row) = (Int(Double(x + offset.0) / side), Int(Double(y + offset.1) / side))
            return 110 + 40 * sin(Double(x) / 90) + Double(levels[row * 256 + column] % 24) - 40 * sin(Double(x) / 90)
        }
    }

    @Test(arguments: [8.0, 16.0, 32.0 / 3])
    func blocksAreFoundOnTheirGrid(side: Double) {
        let steps = Self.blockSteps(Self.sample(code: Self.squares(side, from: side == 8 ? (5, 3) : (0, 0))))
        #expect(steps > 0.1)
    }

    @Test func blocksWithTransformsOfFourSamplesAreFound() {
        // Squares of 8 with fainter ones of 4 in them, as H.264 leaves them; of 4 alone, as a chequer.
        let (large, small) = (Noise.bytes(80 * 45, seed: 7), Noise.bytes(160 * 90, seed: 8))
        let coded = Self.sample { x, y in 100 + Double(large[y / 8 * 80 + x / 8] % 24) + Double(small[y / 4 * 160 + x / 4] % 14) }
        #expect(Self.blockSteps(coded) > 0.06)
        let fine = Self.sample { x, y in 100 + Double(small[y / 4 * 160 + x / 4] % 32) }
        #expect(Self.blockSteps(fine) < 0.02)
    }

    @Test func whatIsDrawnHasNoBlocks() {
        let noise = Noise.bytes(640 * 360, seed: 9)
        // A table, a blind, a chequer, a soft picture with noise.
        #expect(Self.blockSteps(Self.sample { x, y in x % 48 < 2 || y % 24 < 2 ? 40 : 235 }) < 0.01)
        #expect(Self.blockSteps(Self.sample { _, y in y % 16 < 8 ? 120 : 140 }) < 0.01)
        #expect(Self.blockSteps(Self.sample { x, y in (x / 8 + y / 8) % 2 == 0 ? 40 : 200 }) < 0.01)
        #expect(Self.blockSteps(Self.sample { x, y in 90 + Double(x) / 8 + Double(noise[y * 640 + x] % 16) }) < 0.02)
    }

    @Test func chequersAndPixelArtAreDrawn() {
        let colours = Noise.bytes(80 * 45, seed: 4).map { [70.0, 84, 101][Int($0 % 3)] }
        #expect(Self.blockSteps(Self.sample { x, y in (x / 8 + y / 8) % 2 == 0 ? 225 : 237 }) == 0)
        #expect(Self.blockSteps(Self.sample { x, y in colours[y / 8 * 80 + x / 8] }) == 0)
    }

    private static func blockSteps(_ sample: DetailSample) -> Double {
        var scan = BlockScan()
        return (scan.across(sample) * scan.down(sample)).squareRoot()
    }

    /// A bar that has moved on by so many samples; its odd rows may be of a later moment.
    private static func bar(at place: Int, oddRowsLater: Int = 0) -> (Int, Int) -> Double {
        { x, y in (x - place - (y & 1) * oddRowsLater + 640) % 64 < 32 ? 60 : 180 }
    }

    @Test func combingAndItsOrder() throws {
        let first = Self.sample(code: Self.bar(at: 0, oddRowsLater: 3))
        let next = Self.sample(code: Self.bar(at: 6, oddRowsLater: 3))
        #expect(CombScan.share(of: first) > 0.05)
        // Odd rows lie 3 before the next even ones, and even rows 9 before the next odd ones.
        let order = try #require(CombScan.order(first, next: next))
        #expect(abs(order - 0.5) < 0.05)
        #expect(CombScan.share(of: Self.sample(code: Self.bar(at: 0))) == 0)
    }

    @Test func patternsOfLinesHaveNoOrder() throws {
        func stripes(_ place: Int) -> DetailSample {
            Self.sample { x, y in (x - place + 640) % 64 < 32 ? 120 : Double(80 + 80 * (y & 1)) }
        }
        #expect(CombScan.share(of: stripes(0)) > 0.1)
        #expect(abs(try #require(CombScan.order(stripes(0), next: stripes(4)))) < 0.02)
        // Lines of text, a row thick with more than a row between them.
        #expect(CombScan.share(of: Self.sample { _, y in y % 3 == 0 ? 40 : 230 }) == 0)
    }

    @Test func noiseIsMeasuredWhereThePictureIsEven() throws {
        var chance = Noise(state: 5)
        // The sum of twelve even numbers is nearly normal, with a deviation of 1.
        func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0...1, using: &chance) } }
        let scene = { (x: Int, y: Int) in 100 + Double(x) / 20 + (x > 500 ? 40 * sin(Double(x + 2 * y)) : 0) }
        let first = Self.sample { scene($0, $1) + 8 * normal() }
        let second = Self.sample { scene($0, $1) + 8 * normal() }
        let deviation = try #require(NoiseScan.deviation(of: second, before: first))
        #expect(abs(deviation - 8) < 1)
        // A grain that stands still is texture.
        #expect(try #require(NoiseScan.deviation(of: first, before: first)) == 0)
        #expect(NoiseScan.deviation(of: Self.sample { _, _ in 16 }, before: first) == nil)
    }

    @Test func samplesOfTenBitsReadLikeBytes() {
        let words = (0..<640 * 360).map { UInt16(($0 % 251) << 2).littleEndian }
        let bytes = (0..<640 * 360).map { UInt8($0 % 251) }
        var (wide, plain) = (DetailSample(), DetailSample())
        words.withUnsafeBytes { raw in
            guard let base = raw.baseAddress else { return }
            let plane = Plane(base: base, stride: 1280, width: 640, height: 360, shift: 2)
            wide.readLines(plane)
            wide.readUprights(plane)
        }
        bytes.withUnsafeBytes { raw in
            guard let base = raw.baseAddress else { return }
            let plane = Plane(base: base, stride: 640, width: 640, height: 360)
            plain.readLines(plane)
            plain.readUprights(plane)
        }
        #expect(wide.lines == plain.lines && wide.uprights == plain.uprights)
    }
}
