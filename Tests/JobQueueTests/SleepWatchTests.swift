import Testing

@testable import JobQueue

@Suite("A process that was asleep")
struct SleepWatchTests {
    /// What a watch that looks every 2 s, with leases of 20 s, says at these times.
    private func answers(at times: [Double]) -> [Bool] {
        var watch = SleepWatch(interval: 2, lease: 20)
        return times.map { watch.canTrustLeases(at: $0) }
    }

    @Test("After a gap, leases are trusted only once a whole lease has passed")
    func gap() {
        let awake = Array(stride(from: 0.0, through: 10, by: 2))
        let after = Array(stride(from: 3600.0, through: 3620, by: 2))
        #expect(answers(at: awake + after) == awake.map { _ in true } + after.map { $0 >= 3620 })
    }

    @Test("A busy machine is not asleep; a clock that is set back counts as a sleep")
    func steps() {
        #expect(answers(at: [100, 105.9]) == [true, true])
        let after = Array(stride(from: 40.0, through: 60, by: 2))
        #expect(answers(at: [100] + after) == [true] + after.map { $0 >= 60 })
    }
}
