import ReviewModel
import Testing

@testable import Detection

@Suite struct DetailMeterTests {
    /// Counts how often pictures are fetched.
    private final class Source {
        var fetched = 0
        var bytes = [UInt8](repeating: 0, count: 320 * 192)

        func fill(_ code: (Int, Int) -> UInt8) {
            for y in 0..<192 {
                for x in 0..<320 { bytes[y * 320 + x] = code(x, y) }
            }
        }
    }

    private static func picture(_ source: Source, base: UnsafeRawPointer, at time: Double, isRepeated: Bool) -> MeasuredPicture {
        let copy = LumaCopy(width: 1, height: 1, pixels: [0])
        return MeasuredPicture(
            copy: copy, range: .full, statistics: LumaStatistics(of: copy, range: .full), difference: .none, isRepeated: isRepeated, time: time,
            planes: {
                source.fetched += 1
                return PicturePlanes(luma: Plane(base: base, stride: 320, width: 320, height: 192))
            })
    }

    private static func measure(_ source: Source, times: [Double], end: Double, isRepeated: (Double) -> Bool) -> MeasurementSet {
        var meter = DetailMeter()
        source.bytes.withUnsafeBytes { raw in
            guard let base = raw.baseAddress else { return }
            for time in times { meter.push(picture(source, base: base, at: time, isRepeated: isRepeated(time))) }
        }
        return MeasurementSet(series: meter.finish(at: end))
    }

    @Test func fourPicturesASecondAreLookedAt() {
        let source = Source()
        let set = Self.measure(source, times: (0..<75).map { Double($0) / 25 }, end: 3) { _ in false }
        #expect(source.fetched == 12)
        #expect(set[.blockSteps]?.count == 12)
        // There are no edges in it.
        #expect(set[.edgeWidth]?.measured.isEmpty == true)
    }

    @Test func aRepeatedPictureCostsNothingAndHolds() {
        let source = Source()
        let set = Self.measure(source, times: (0..<250).map { Double($0) / 25 }, end: 10) { $0 > 0 }
        #expect(source.fetched == 1)
        #expect(set[.combing]?.measured.count == 40)
    }

    @Test func aPictureThatCameBetweenTwoLooksIsSeenAtTheNext() {
        let source = Source()
        // A slide comes at 1.1 s and stands.
        _ = Self.measure(source, times: (0..<50).map { Double($0) / 25 }, end: 2) { $0 > 0 && abs($0 - 1.12) > 0.01 }
        #expect(source.fetched == 2)
    }

    @Test func theNextPictureIsFetchedOnlyAfterCombing() {
        let source = Source()
        source.fill { _, y in y & 1 == 0 ? 60 : 160 }
        let set = Self.measure(source, times: (0..<25).map { Double($0) / 25 }, end: 1) { _ in false }
        #expect(source.fetched == 8)
        #expect((set[.combing]?[0] ?? 0) > 0.9)
        // Both weaves of a picture with itself are alike.
        #expect(set[.fieldOrder]?[0] == 0)
    }
}
