import Detection
import ReviewModel
import Testing

@Suite("Colour that moves, pages that scroll, holes in the signal")
struct StillMeterTests {
    @Test("A picture whose colour alone changes is not still; one that stays is")
    func colour() throws {
        // Two colours of one luma.
        let set = PaintedPictures(seconds: 2).measure(colour: { time in
            time >= 1 && Int(time * 25).isMultiple(of: 2) ? (0.5, 0.5, 0.5) : (0.8, 0.36, 0.435)
        })
        let change = try #require(set[.change])
        #expect(change.measured.prefix(5).allSatisfy { $0 == 0 })
        #expect(change.measured.suffix(4).allSatisfy { $0 > 0.02 })
        #expect(set.motion?[layer: 7, cell: 70] ?? .still >= .moving)
        #expect(try #require(set[.motionFirst])[2] == nil)
        #expect(try #require(set[.motionFirst])[7] != nil)
    }

    @Test("Saturated colour of next to no luma is not black", arguments: [0.0, 0.4])
    func dark(blue: Double) throws {
        let set = PaintedPictures(seconds: 1).measure(colour: { _ in (0, 0, blue) })
        let high = try #require(set[.lumaHighMaximum]).measured.max() ?? 0
        #expect(blue == 0 ? high == 0 : high > 0.2)
    }

    /// Lines of print, each of another length, moved up.
    private static func page(_ shift: Double) -> (Int, Int) -> UInt8 {
        { x, y in
            let (line, within) = (y + Int(shift)).quotientAndRemainder(dividingBy: 8)
            let length = 60 + line * 37 % 190
            return within < 4 && x < length && (x / 3 + line * 5) % 7 > 1 ? 30 : 250
        }
    }

    @Test("A page that scrolls and stops is told; a picture that flickers and stops is not")
    func scrolling() {
        let pictures = PaintedPictures(width: 320, height: 180, seconds: 5)
        let scrolled = pictures.measure { time, x, y in Self.page(min(time, 3) * 50)(x, y) }
        let ends = scrolled.events.filter { $0.kind == .scrollEnd }
        #expect(ends.count == 1)
        #expect(abs((ends.first?.start ?? 0) - 3) < 0.09)
        let flickered = pictures.measure { time, x, y in
            let step = time < 3 ? Int(time * 25) : 75
            return UInt8((x / 9 * 71 + y / 9 * 113 + (x / 9) * (y / 9) * step * 29) % 200)
        }
        #expect(!flickered.events.contains { $0.kind == .scrollEnd })
    }

    @Test("A picture of black is a hole; black that lasts, and a fade through black, are none", arguments: [1, 2, 5])
    func hole(pictures: Int) throws {
        let set = PaintedPictures(seconds: 2).measure { time, _, _ in (25..<25 + pictures).contains(Int((time * 25).rounded())) ? 0 : 120 }
        let holes = set.events.filter { $0.kind == .pictureHole }
        #expect(holes.count == (pictures > 2 ? 0 : 1))
        if let hole = holes.first { #expect(abs(hole.start - 1) < 0.001 && abs(hole.end - 1 - Double(pictures) / 25) < 0.001) }
        let faded = PaintedPictures(seconds: 2).measure { time, _, _ in UInt8(min(120, abs(time - 1) * 600)) }
        #expect(!faded.events.contains { $0.kind == .pictureHole })
    }
}
