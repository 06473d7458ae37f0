import ReviewModel
import Testing

@testable import Analysis

@Suite("Holes in the sound")
struct DropoutRuleTests {
    private static func finding(_ holes: [(start: Double, length: Double, fall: Double, channel: Int)]) -> Finding? {
        var recorded = Recorded(seconds: 60)
        recorded.set.events = holes.map {
            MediaEvent(.soundHole, start: $0.start, end: $0.start + $0.length, value: $0.fall, channel: $0.channel)
        }
        return recorded.findings(DropoutRule()).first
    }

    @Test("Holes of a second's beat are one range, those of both sides one hole, and weak ones count beside certain ones")
    func beat() {
        let holes = (10..<20).flatMap { second in
            [0, 1].map { (start: Double(second), length: 0.06, fall: second % 3 == 0 ? 40.0 : 20, channel: $0) }
        }
        let finding = Self.finding(holes)
        #expect(finding?.severity == .mustFix)
        #expect(finding?.facts["holes"] == 10)
        #expect(finding?.facts["channel"] == nil)
        #expect(finding?.ranges.count == 1)
        #expect(matches(finding?.ranges.first, 10, 19.06))
    }

    @Test("One hole is enough; far apart they are told apart")
    func single() {
        #expect(matches(Self.finding([(20, 0.012, 40, 0)])?.ranges.first, 20, 20.012))
        #expect(Self.finding([(20, 0.05, 40, 0), (30, 0.45, 40, 0)])?.ranges.count == 2)
    }

    @Test("Holes of one side name it")
    func side() {
        #expect(Self.finding([(20, 0.05, 40, 1)])?.facts["channel"] == 1)
    }

    @Test("What is too short, too long or falls too little is none")
    func none() {
        #expect(Self.finding([(20, 0.009, 40, 0), (30, 0.55, 40, 0), (40, 0.1, 26, 0), (45, 0.1, 26, 0)]) == nil)
    }
}
