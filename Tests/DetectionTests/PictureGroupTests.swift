import Detection
import Testing

@Suite struct PictureGroupTests {
    private static let key = 40_000
    private static let lit = LumaStatistics(mean: 0.5, low: 0.1, high: 0.9, peak: 1)
    private static let black = LumaStatistics(mean: 0.02, low: 0, high: 0.05, peak: 0.06)

    /// Two seconds, 25 pictures a second.
    private static func moving(_ bytes: Int = 9000) -> [Int] { [key] + Array(repeating: bytes, count: 49) }

    private static func plan(
        _ sizes: [Int], times: (Int) -> Double = { Double($0) / 25 }, own: LumaStatistics = lit, next: LumaStatistics? = lit,
        change: PictureGroup.Change = .none, isCutShort: Bool = false
    ) -> PictureGroup.Plan {
        var group = PictureGroup()
        for (index, bytes) in sizes.enumerated() { group.append(bytes: bytes, time: times(index)) }
        return group.plan(own: own, next: next, change: change, isCutShort: isCutShort)
    }

    /// The same with some of the pictures taking another number of bytes.
    private static func plan(_ bytes: Int, with others: [Int: Int]) -> PictureGroup.Plan {
        var sizes = moving(bytes)
        for (index, bytes) in others { sizes[index] = bytes }
        return plan(sizes)
    }

    @Test func aSlideHolds() {
        #expect(Self.plan(Self.moving(60)) == .hold)
        // Also the last one of a recording, and a black one, of which even the key picture is small.
        #expect(Self.plan(Self.moving(60), next: nil) == .hold)
        #expect(Self.plan([900] + Array(repeating: 40, count: 49), own: Self.black, next: Self.black) == .hold)
        // A pointer that is moved once.
        #expect(Self.plan(60, with: [20: 1500, 21: 1500]) == .hold)
        // Nothing is between two key pictures.
        #expect(Self.plan([Self.key]) == .hold)
        #expect(Self.plan([]) == .hold)
    }

    @Test func quietPacketsAreNoProofOfStillness() {
        // A small inset beside a page full of detail: what it shows next has moved, or nothing comes next.
        #expect(Self.plan(Self.moving(550)) == .hold)
        #expect(Self.plan(Self.moving(550), change: .some) == .decode)
        #expect(Self.plan(Self.moving(550), next: nil) == .decode)
        // What another scene shows says nothing of this one: less than an inset takes is a picture that stands still.
        #expect(Self.plan(Self.moving(550), change: .whole) == .decode)
        #expect(Self.plan(Self.moving(90), change: .whole) == .hold)
        #expect(Self.plan(Self.moving(90), change: .some) == .decode)
    }

    @Test func keyPicturesAreComparedPlaceByPlace() {
        func copy(_ code: (Int) -> UInt8) -> LumaCopy { LumaCopy(width: 128, height: 72, pixels: (0..<128 * 72).map(code)) }
        let page = copy { _ in 200 }
        #expect(PictureGroup.change(page, page, range: .full) == .none)
        // Another quantiser, here and there by a step.
        #expect(PictureGroup.change(page, copy { $0 % 3 == 0 ? 201 : 200 }, range: .full) == .none)
        // An inset of 12 x 12 pixels, a sixty-fourth of the picture.
        #expect(PictureGroup.change(page, copy { $0 % 128 < 12 && $0 / 128 < 12 ? 170 : 200 }, range: .full) == .some)
        // Another page, of which a line at the top stays.
        #expect(PictureGroup.change(page, copy { $0 / 128 < 12 ? 200 : 170 }, range: .full) == .whole)
        #expect(PictureGroup.change(page, LumaCopy(width: 64, height: 36, pixels: Array(repeating: 200, count: 64 * 36)), range: .full) == .whole)
    }

    @Test func evenMotionIsSampled() {
        #expect(Self.plan(Self.moving()) == .sample)
        #expect(Self.plan(Self.moving().enumerated().map { $0.offset == 0 ? $0.element : $0.element * (8 + $0.offset % 5) / 10 }) == .sample)
        // So is slow motion, as long as it is more than a pointer's.
        #expect(Self.plan(Self.moving(1500)) == .sample)
    }

    @Test func aNewSlideAmidQuietIsLookedAt() {
        #expect(Self.plan(60, with: [25: 30_000]) == .decode)
        // More than a pointer, less than a slide: a line of print.
        #expect(Self.plan(60, with: [25: 3000]) == .decode)
    }

    @Test func jumpsAmidMotionAreLookedAt() {
        // A cut or two are on both sides of what key pictures show; three may be flashes.
        #expect(Self.plan(9000, with: [20: 30_000, 30: 30_000]) == .sample)
        #expect(Self.plan(9000, with: [20: 30_000, 25: 30_000, 30: 30_000]) == .decode)
        // In a lively scene one picture in three takes much of a key picture's bytes; where they take as much, every one may be a flash.
        let lively = { (bytes: Int) in Dictionary(uniqueKeysWithValues: stride(from: 3, to: 50, by: 3).map { ($0, bytes) }) }
        #expect(Self.plan(4000, with: lively(23_000)) == .sample)
        #expect(Self.plan(4000, with: lively(28_000)) == .decode)
        #expect(Self.plan(4000, with: lively(15_000).merging([20: 26_000, 26: 26_000, 32: 26_000]) { $1 }) == .decode)
    }

    @Test func aFreezeAmidMotionIsLookedAt() {
        let still = { (count: Int) in Dictionary(uniqueKeysWithValues: (15..<15 + count).map { ($0, 60) }) }
        #expect(Self.plan(9000, with: still(25)) == .decode)
        #expect(Self.plan(9000, with: still(8)) == .sample)
        // Motion that sets in after quiet, and quiet up to the end.
        #expect(Self.plan(60, with: Dictionary(uniqueKeysWithValues: (30..<50).map { ($0, 9000) })) == .decode)
        #expect(Self.plan(9000, with: Dictionary(uniqueKeysWithValues: (28..<50).map { ($0, 60) })) == .decode)
    }

    @Test func aChangeOfBrightnessIsLookedAt() {
        for mean in [0.35, 0.65] {
            #expect(Self.plan(Self.moving(), next: LumaStatistics(mean: mean, low: 0.1, high: 0.9, peak: 1)) == .decode)
        }
        // Another scene may have another brightness, but only where the encoder began it before its time.
        let night = LumaStatistics(mean: 0.3, low: 0.1, high: 0.9, peak: 1)
        #expect(Self.plan(Self.moving(), next: night, change: .whole, isCutShort: true) == .sample)
        #expect(Self.plan(Self.moving(), next: night, change: .whole) == .decode)
        #expect(Self.plan(Self.moving(), next: night, change: .some, isCutShort: true) == .decode)
        for mean in [0.45, 0.55] {
            #expect(Self.plan(Self.moving(), next: LumaStatistics(mean: mean, low: 0.1, high: 0.9, peak: 1)) == .sample)
        }
    }

    @Test func theDarkAndTheEndAreLookedAt() {
        #expect(Self.plan(Self.moving(), own: Self.black) == .decode)
        #expect(Self.plan(Self.moving(), next: Self.black) == .decode)
        // It may have gone black before; not if it moved to the end.
        #expect(Self.plan(Self.moving(), next: Self.black, change: .whole, isCutShort: true) == .sample)
        #expect(
            Self.plan(Self.moving().enumerated().map { $0.offset < 44 ? $0.element : 60 }, next: Self.black, change: .whole, isCutShort: true)
                == .decode)
        #expect(Self.plan(Self.moving(), next: nil) == .decode)
        // A dim picture is not black. It is not much brighter than that either, so that its mean is no reason.
        let dim = LumaStatistics(mean: 0.08, low: 0, high: 0.2, peak: 0.3)
        #expect(Self.plan(Self.moving(), own: dim, next: dim) == .sample)
    }

    @Test func aPictureThatStaysIsLookedAt() {
        // A second without packets amid motion, whatever the size of those round it.
        #expect(Self.plan(Self.moving(), times: { Double($0) / 25 + ($0 < 20 ? 0 : 1) }) == .decode)
        #expect(Self.plan(Self.moving(), times: { Double($0) / 25 + ($0 < 20 ? 0 : 0.4) }) == .sample)
        // A quiet packet whose picture stays.
        var sizes = Self.moving()
        sizes[19] = 60
        #expect(Self.plan(sizes, times: { Double($0) / 25 + ($0 < 20 ? 0 : 1) }) == .decode)
        // A slide that is sent seldom stays a slide.
        #expect(Self.plan([Self.key, 60, 60, 60], times: { Double($0) * 2 }) == .hold)
    }
}
