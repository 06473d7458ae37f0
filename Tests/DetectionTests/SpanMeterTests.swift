import ReviewModel
import Testing

@testable import Detection

/// Spans of made-up copies of 320x180, 25 a second.
@Suite struct SpanMeterTests {
    private static let (width, height) = (320, 180)

    /// A page with rows of marks where print would be; each seed has its own marks.
    private static func page(rows: Range<Int>, seed: UInt32, ground: UInt8 = 235, ink: UInt8 = 30) -> [UInt8] {
        var pixels = [UInt8](repeating: ground, count: width * height)
        for row in rows {
            var state = seed &* 2_654_435_761 &+ UInt32(row) &* 40_503 &+ 1
            for column in 4..<60 {
                state = state &* 1_664_525 &+ 1_013_904_223
                guard state >> 30 != 0 else { continue }
                let top = 12 + row * 20 + Int(state >> 20 & 3)
                for y in top..<top + 4 + Int(state >> 24 & 3) {
                    for x in column * 5..<column * 5 + 2 + Int(state >> 16 & 1) { pixels[y * width + x] = ink }
                }
            }
        }
        return pixels
    }

    /// A camera's picture: soft texture that drifts.
    private static func texture(_ time: Double, into pixels: inout [UInt8], x: Range<Int>, y: Range<Int>) {
        for row in y {
            for column in x {
                let fine = abs((column * 7 + row * 5 + Int(time * 60)) % 82 - 41)
                let coarse = abs((column + row / 2 + Int(time * 20)) % 58 - 29)
                pixels[row * width + column] = UInt8(60 + fine + coarse)
            }
        }
    }

    private static func spans(seconds: Double, _ picture: (Double) -> [UInt8]) -> [PictureSpan] {
        var meter = PictureMeter()
        for frame in 0..<Int(seconds * 25) {
            let copy = LumaCopy(width: width, height: height, pixels: picture(Double(frame) / 25))
            meter.push(copy, range: .limited, at: Double(frame) / 25, duration: 0.04)
        }
        return meter.finish().spans
    }

    private static func camera(_ time: Double) -> [UInt8] {
        var pixels = [UInt8](repeating: 0, count: width * height)
        texture(time, into: &pixels, x: 0..<width, y: 0..<height)
        return pixels
    }

    @Test func bulletsThatAreAddedAreOneSlide() throws {
        let spans = Self.spans(seconds: 8) { Self.page(rows: 0..<(2 + Int($0 / 2)), seed: 3) }
        #expect(spans.map(\.kind) == [.slide])
        // The still has them all.
        #expect(try #require(spans.first).still > 6)
    }

    @Test func anotherSlideIsDividedToTheFrame() {
        let spans = Self.spans(seconds: 8) { Self.page(rows: 0..<5, seed: $0 < 3.11 ? 3 : 4) }
        #expect(spans.map(\.kind) == [.slide, .slide])
        #expect(abs(spans[0].end - 3.12) < 0.001 && spans[1].start == spans[0].end)
    }

    @Test(arguments: [0.4, 1.0, 2.0])
    func aFadeIsOneChangeInItsMiddle(seconds: Double) {
        let (before, after) = (Self.page(rows: 0..<5, seed: 3), Self.page(rows: 0..<5, seed: 4))
        let spans = Self.spans(seconds: 9) { time in
            let share = max(0, min(1, (time - 4) / seconds))
            return zip(before, after).map { UInt8(Double($0) * (1 - share) + Double($1) * share) }
        }
        #expect(spans.count == 2)
        #expect(abs(spans[0].end - (4 + seconds / 2)) < 0.1)
    }

    @Test func aFlashAndAShortBlackDivideNothing() {
        let slide = Self.page(rows: 0..<5, seed: 3)
        let spans = Self.spans(seconds: 10) { time in
            if (2.0..<2.2).contains(time) { return [UInt8](repeating: 235, count: slide.count) }
            if (5.0..<7.5).contains(time) { return [UInt8](repeating: 16, count: slide.count) }
            return slide
        }
        #expect(spans.map(\.kind) == [.slide])
    }

    @Test func aPointerAndATimerAreNoSpansOfTheirOwn() {
        let slide = Self.page(rows: 0..<5, seed: 3)
        let spans = Self.spans(seconds: 10) { time in
            var pixels = slide
            for y in 0..<4 {
                for x in 0..<3 { pixels[(120 + y + Int(20 * time) % 40) * Self.width + 40 + x + Int(time * 25)] = 16 }
                for x in 0..<8 { pixels[(170 + y) * Self.width + 290 + x] = Int(time).isMultiple(of: 2) ? 20 : UInt8(100 + x * 10) }
            }
            return pixels
        }
        #expect(spans.map(\.kind) == [.slide])
    }

    @Test func aCameraAndACutToASlide() {
        let slide = Self.page(rows: 0..<5, seed: 3)
        let spans = Self.spans(seconds: 8) { $0 < 4 ? Self.camera($0) : slide }
        #expect(spans.map(\.kind) == [.camera, .slide])
        #expect(abs(spans[0].end - 4) < 0.001)
    }

    @Test func whatHasBurntOutOrHasNextToNoLightIsStillACamera() {
        let burnt = Self.spans(seconds: 4) { time in
            var pixels = [UInt8](repeating: 255, count: Self.width * Self.height)
            Self.texture(time, into: &pixels, x: 0..<170, y: 0..<Self.height)
            return pixels.map { UInt8(min(235, 16 + (Int($0) - 20) * 3)) }
        }
        #expect(burnt.map(\.kind) == [.camera])
        let dim = Self.spans(seconds: 4) { time in
            Self.camera(time).enumerated().map { UInt8(16 + (Int($1) + $0 % Self.width / 3) / 4) }
        }
        #expect(dim.map(\.kind) == [.camera])
        // A white page with the same beside it is a page.
        let page = Self.page(rows: 0..<7, seed: 3)
        let mixed = Self.spans(seconds: 4) { time in
            var pixels = page
            Self.texture(time, into: &pixels, x: 200..<300, y: 90..<170)
            return pixels
        }
        #expect(mixed.map(\.kind) == [.mixed])
    }

    @Test func anInsetIsFoundToThePixel() throws {
        let slide = Self.page(rows: 0..<5, seed: 3)
        let spans = Self.spans(seconds: 6) { time in
            var pixels = slide
            Self.texture(time, into: &pixels, x: 231..<311, y: 112..<172)
            return pixels
        }
        #expect(spans.map(\.kind) == [.mixed])
        let inset = try #require(spans.first?.inset)
        #expect(abs(inset.x - 231.0 / 320) < 1.5 / 320 && abs(inset.y - 112.0 / 180) < 1.5 / 180)
        #expect(abs(inset.width - 0.25) < 2.5 / 320 && abs(inset.height - 1.0 / 3) < 2.5 / 180)
    }

    @Test func anInsetThatMovesUntilTheEndOfItsFirstSecondsHasAPlace() throws {
        let title = Self.page(rows: 0..<3, seed: 3)
        let page = Self.page(rows: 0..<5, seed: 4)
        for seconds in stride(from: 3.2, through: 8, by: 0.4) {
            let spans = Self.spans(seconds: seconds) { time in
                var pixels = time < 3 ? title : page
                if time >= 3 { Self.texture(time, into: &pixels, x: 230..<310, y: 110..<170) }
                return pixels
            }
            for area in spans.compactMap(\.inset) { #expect(area.x.isFinite && area.width > 0 && area.height > 0) }
        }
    }

    @Test func typingIsAScreen() {
        let text = Self.page(rows: 0..<8, seed: 5, ground: 30, ink: 200)
        let spans = Self.spans(seconds: 16) { time in
            var pixels = text
            let letters = Int(time / 0.25)
            for row in 0..<8 {
                for y in 10 + row * 20..<30 + row * 20 {
                    for x in max(0, min(300, (letters - row * 8) * 35))..<320 where y < 180 { pixels[y * Self.width + x] = 30 }
                }
            }
            return pixels
        }
        #expect(spans.map(\.kind) == [.screen])
    }

    @Test func aBlankPageIsASlideAndBlackDividesTwo() {
        #expect(Self.spans(seconds: 3) { _ in [UInt8](repeating: 235, count: 320 * 180) }.map(\.kind) == [.slide])
        let spans = Self.spans(seconds: 9) { time in
            time >= 4 && time < 5 ? [UInt8](repeating: 16, count: 320 * 180) : Self.page(rows: 0..<5, seed: time < 4 ? 3 : 4)
        }
        #expect(spans.count == 2)
        #expect(abs(spans[0].end - 4.5) < 0.3)
    }

    @Test func aCameraThatStopsSoonAfterACutIsStillACamera() {
        let spans = Self.spans(seconds: 8) { time in
            // Another scene from 3 s on, which stands from 3.4 s on.
            time < 3 ? Self.camera(time) : Self.camera(50 + min(time, 3.4)).map { 220 - $0 }
        }
        #expect(spans.map(\.kind) == [.camera, .camera])
    }

    @Test func aPageSeenThroughNoiseIsNoCamera() {
        let slide = Self.page(rows: 0..<3, seed: 3)
        let spans = Self.spans(seconds: 4) { time in
            var state = UInt32(time * 25) &* 747_796_405 &+ 1
            return slide.map { pixel in
                state = state &* 1_664_525 &+ 1_013_904_223
                return UInt8(max(16, min(235, Int(pixel) + Int(state >> 28) - 8)))
            }
        }
        #expect(spans.count == 1 && spans[0].kind != .camera)
    }
}
