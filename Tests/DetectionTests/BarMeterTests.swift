import Detection
import ReviewModel
import Testing

@Suite struct BarMeterTests {
    private static func value(_ set: MeasurementSet, _ name: SeriesName, at index: Int = 0) -> Double? {
        set[name].flatMap { $0.count > index ? $0[index] : nil }
    }

    @Test func barsAreMeasuredAtEachEdge() {
        let set = PaintedPictures(seconds: 2).measure { _, x, y in
            (16..<120).contains(x) && (9..<60).contains(y) ? UInt8(60 + x) : 6
        }
        let sizes = [SeriesName.barTop, .barBottom, .barLeft, .barRight].map { Self.value(set, $0) ?? -1 }
        #expect(zip(sizes, [9.0 / 72, 12.0 / 72, 16.0 / 128, 8.0 / 128]).allSatisfy { abs($0 - $1) < 0.001 })
        let edges = [SeriesName.barTopEdge, .barBottomEdge, .barLeftEdge, .barRightEdge].map { Self.value(set, $0) ?? -1 }
        #expect(edges.allSatisfy { $0 > 0.99 })
    }

    @Test func lettersAndLinesOnBlackAreNoEdge() {
        // A title and a line right across, both three rows high.
        let set = PaintedPictures(seconds: 2).measure { _, x, y in
            ((20..<23).contains(y) && x % 4 < 2 && (30..<90).contains(x)) || ((50..<52).contains(y) && x > 3) ? 230 : 0
        }
        #expect((Self.value(set, .barTop) ?? 0) > 0.25)
        #expect((Self.value(set, .barTopEdge) ?? 1) < 0.6)
        #expect((Self.value(set, .barBottomEdge) ?? 1) < 0.6)
    }

    @Test func aBlackPictureTellsNothing() {
        let set = PaintedPictures(seconds: 6).measure { time, _, _ in (1.5..<4.9).contains(time) ? 0 : 90 }
        #expect(Self.value(set, .barTop, at: 0) == 0)
        #expect(Self.value(set, .barTop, at: 1) == nil)
        #expect(Self.value(set, .barTop, at: 2) == 0)
    }
}
