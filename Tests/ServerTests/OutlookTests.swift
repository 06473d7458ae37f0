import JobQueue
import ReviewModel
import Testing

@testable import Server

@Suite("What pollers see of a forecast") struct OutlookTests {
    private static func outlook(_ remaining: Double?, at now: Double = 10_000, position: Int? = nil) -> Outlook {
        Outlook(Forecast(step: .quality, position: position, remaining: remaining), at: now)
    }

    @Test(
        "A completion is told in steps that are longer the further away it is",
        arguments: [
            (0, 10_000), (1, 10_005), (5, 10_005), (7, 10_010), (59, 10_060), (60, 10_065), (144, 10_155), (599, 10_605), (600, 10_620),
            (3_590, 13_620),
        ] as [(Double, Double)])
    func steps(remaining: Double, completion: Double) {
        #expect(Self.outlook(remaining).completion == completion)
    }

    @Test("While the rest shrinks as time goes, the outlook and its mark stay")
    func steady() {
        let first = Self.outlook(144, at: 10_000)
        for second in 1..<60 {
            let later = Self.outlook(144 - Double(second), at: 10_000 + Double(second))
            #expect(later == first && later.mark == first.mark)
        }
    }

    @Test("Marks tell apart every step, place and completion")
    func marks() {
        var outlooks = [Self.outlook(10), Self.outlook(100), Self.outlook(100, position: 1)]
        for stage in Stage.allCases { outlooks.append(Outlook(Forecast(step: stage), at: 0)) }
        for position in 1...3 { outlooks.append(Self.outlook(nil, position: position)) }
        outlooks.append(Outlook(Forecast(step: .quality, position: 1, isPaused: true), at: 0))
        #expect(Set(outlooks.map(\.mark)).count == outlooks.count)
        // They stand in an entity tag.
        #expect(outlooks.allSatisfy { $0.mark.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "\"") } })
    }

    @Test("It is worth to ask again at the completion, within a minute, or soon where nobody knows")
    func retryAfter() {
        #expect(Self.outlook(7).retryAfter(at: 10_000) == 10)
        #expect(Self.outlook(7).retryAfter(at: 10_003.5) == 7)
        #expect(Self.outlook(7).retryAfter(at: 10_010) == 1)
        #expect(Self.outlook(7).retryAfter(at: 99_999) == 1)
        #expect(Self.outlook(3_600).retryAfter(at: 10_000) == 60)
        #expect(Self.outlook(nil).retryAfter(at: 10_000) == 5)
    }
}
