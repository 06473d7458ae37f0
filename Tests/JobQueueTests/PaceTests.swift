import Testing

@testable import JobQueue

@Suite("How many jobs a claim takes") struct PaceTests {
    @Test("One until something is known, one where jobs take long, many where they take nothing")
    func batch() {
        let pace = Pace()
        #expect(pace.batch == 1)
        for _ in 0..<50 { pace.note(0.0001) }
        #expect(pace.batch == 64)
        // One long job is enough to be careful.
        pace.note(60)
        #expect(pace.batch == 1)
        for _ in 0..<200 { pace.note(0.005) }
        #expect((8...10).contains(pace.batch))
    }
}
