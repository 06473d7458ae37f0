import Detection
import ReviewModel
import Testing

@Suite struct PictureMeterTests {
    private static func flat(_ code: UInt8) -> LumaCopy {
        LumaCopy(width: 32, height: 18, pixels: Array(repeating: code, count: 32 * 18))
    }

    private static func measure(
        _ pictures: [(code: UInt8, time: Double)], duration: Double
    ) -> MeasurementSet {
        var meter = PictureMeter()
        for picture in pictures { meter.push(flat(picture.code), range: .full, at: picture.time, duration: duration) }
        let (series, motion, _) = meter.finish()
        return MeasurementSet(series: series, events: meter.events, motion: motion)
    }

    @Test func binsRepeatThePictureOnShow() throws {
        // One picture a second.
        let set = Self.measure([(51, 0), (51, 1), (255, 2)], duration: 1)
        let mean = try #require(set[.lumaMean])
        #expect(mean.count == 15)
        #expect(mean.measured.prefix(10).allSatisfy { abs($0 - 0.2) < 1e-3 })
        #expect(mean.measured.suffix(5).allSatisfy { $0 == 1 })
        #expect(try #require(set[.frames]).measured == [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0])
        #expect(try #require(set[.change]).measured.count { $0 > 0 } == 1)
        #expect(set.motion?.layers == 15)
        #expect(set.motion?[layer: 10, cell: 0] == .replaced)
        #expect(set.motion?[layer: 11, cell: 0] == .still)
    }

    @Test func binsWeighPicturesByHowLongTheyShow() throws {
        // Irregular times: black until 0.05, white from there on.
        let set = Self.measure([(0, 0), (255, 0.05), (255, 0.33)], duration: 0.07)
        let mean = try #require(set[.lumaMean])
        #expect(mean.count == 2)
        #expect(abs(try #require(mean[0]) - 0.75) < 1e-3)
        #expect(try #require(set[.lumaHighMinimum])[0] == 0)
        #expect(try #require(set[.lumaHighMaximum])[0] == 1)
    }

    @Test func binsBeforeTheFirstPictureAreMissing() throws {
        let set = Self.measure([(255, 0.5)], duration: 0.1)
        let mean = try #require(set[.lumaMean])
        #expect((0..<mean.count).map { mean[$0] } == [nil, nil, 1])
        #expect(try #require(set[.frames]).measured == [0, 0, 1])
    }

    @Test func picturesOnTheEdgeOfABinBelongToTheLater() throws {
        // 0.6 / 0.2 is a little below 3 in binary.
        let set = Self.measure((0..<20).map { (100, Double($0) * 0.2) }, duration: 0.2)
        #expect(try #require(set[.frames]).measured == Array(repeating: 1, count: 20))
    }

    @Test func theFirstAndLastPictureThatMovedInABinAreTimed() throws {
        // 25 a second: moves until 0.48 and again from 0.92, still between.
        let codes = (0..<50).map { index -> UInt8 in (13..<23).contains(index) || index.isMultiple(of: 2) ? 100 : 120 }
        var pictures: [(code: UInt8, time: Double)] = []
        for (index, code) in codes.enumerated() { pictures.append((code, Double(index) / 25)) }
        let set = Self.measure(pictures, duration: 0.04)
        let (first, last) = (try #require(set[.motionFirst]), try #require(set[.motionLast]))
        #expect(first.count == last.count)
        #expect(abs(try #require(first[0]) - 0.04) < 0.0011)
        #expect(abs(try #require(last[2]) - 0.08) < 0.0011)
        #expect(last[3] == nil)
        #expect(first[3] == nil)
        #expect(abs(try #require(first[4]) - 0.12) < 0.0011)
    }

    @Test func aCutIsAnEventAndMotionThatGoesOnIsNot() {
        let pictures = (0..<75).map { index -> (code: UInt8, time: Double) in
            let flicker: UInt8 = index.isMultiple(of: 2) ? 100 : 105
            return (index < 50 ? flicker : 200, Double(index) / 25)
        }
        let set = Self.measure(pictures, duration: 0.04)
        // The first picture of the flicker differs from nothing that moved before it.
        #expect(set.events.map(\.start).contains(2.0))
        #expect(set.events.count <= 3)
        #expect(set.events.allSatisfy { $0.start == 2.0 || $0.start < 0.3 })
    }
}
