import Foundation
import ReviewModel
import Testing

@Suite("Series")
struct SeriesTests {
    private func series(_ values: [Double?]) -> Series {
        var series = Series(name: .lumaMean, unit: .luma, start: 1, interval: 0.2, resolution: 1.0 / 4096)
        values.forEach { series.append($0) }
        return series
    }

    @Test("Values come back to within half a step; what was not measured stays unknown")
    func roundTrip() throws {
        let series = series([0, 0.5, nil, 1, .nan])
        let decoded = try JSONDecoder().decode(Series.self, from: JSONEncoder().encode(series))
        #expect(decoded == series)
        #expect(decoded[0] == 0)
        #expect(decoded[1] == 0.5)
        #expect(decoded[2] == nil)
        #expect(decoded[4] == nil)
    }

    @Test("Values beyond what 16 bits hold stay at the end of the scale")
    func saturates() {
        var series = Series(name: .truePeak, unit: .decibelsTruePeak, interval: 0.1, resolution: 0.01)
        series.append(1e9)
        series.append(-.infinity)
        #expect(series[0] == 327.67)
        #expect(series[1] == -327.67)
    }

    @Test("Ranges end where the test fails and where nothing was measured")
    func ranges() {
        let ranges = series([0, 0, 1, 0, nil, 0]).ranges { $0 == 0 }
        #expect(ranges.count == 3)
        #expect(abs(ranges[0].start - 1) < 1e-9 && abs(ranges[0].end - 1.4) < 1e-9)
        #expect(abs(ranges[2].start - 2) < 1e-9 && abs(ranges[2].end - 2.2) < 1e-9)
    }

    @Test("Ranges join over gaps up to the one given")
    func merged() {
        let ranges = [TimeRange(start: 5, end: 6), TimeRange(start: 0, end: 1), TimeRange(start: 1.5, end: 2), TimeRange(start: 1.8, end: 3)]
        #expect(ranges.merged(gap: 0.5) == [TimeRange(start: 0, end: 3), TimeRange(start: 5, end: 6)])
        #expect(ranges.merged().count == 3)
    }

    @Test("A value is at the place that it has among those measured when they are sorted")
    func ranks() throws {
        var series = Series(name: .lumaMean, unit: .luma, interval: 0.2, resolution: 0.5)
        series.steps = [.max, Series.missing, -32767]
        for index in 0..<200 {
            let step = Int16(index * 7919 % 401 - 200)
            series.steps.append(index % 7 == 3 ? Series.missing : step)
        }
        let parts: [Range<Int>] = [0..<203, 5..<7, 17..<90, 199..<203, -4..<9, 190..<400]
        for bins in parts {
            let sorted = series.steps[bins.clamped(to: 0..<203)].filter { $0 != Series.missing }.sorted()
            for place in sorted.indices {
                #expect(series.step(in: bins) { $0 == sorted.count ? place : -1 } == sorted[place])
            }
        }
        let half = series.steps.filter { $0 != Series.missing }.sorted()[86]
        #expect(series.percentile(0.5) == Double(half) * 0.5)
        #expect(series.percentile(1) == 16383.5)
        #expect(series.percentile(0.5, in: 1..<2) == nil)
        #expect(series.percentile(0.5, in: 500..<600) == nil)
    }
}
