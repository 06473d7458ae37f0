import ReviewModel
import Testing

@testable import JobQueue

@Suite("Watching over leases") struct LeaseWatchTests {
    private static func job(_ name: String, token: Int = 1, until: Double) -> RunningJob {
        RunningJob(id: Lease.ID(job: name, token: token), stage: .quality, until: until)
    }

    /// What a watch that looks every 2 s, with leases of 20 s, says of looks that come so many seconds after each other.
    private static func expired(_ looks: [(elapsed: Double, running: [RunningJob])]) -> [[String]] {
        var watch = LeaseWatch(interval: 2)
        return looks.map { look in watch.expired(among: look.running, elapsed: look.elapsed) { _ in 20 }.map(\.id.job) }
    }

    @Test("A lease that nobody prolongs runs out after its length, whatever time it names", arguments: [-1e6, 0, 1e12])
    func silent(until: Double) {
        let said = Self.expired((0..<12).map { _ in (2, [Self.job("a", until: until)]) })
        #expect(said == Array(repeating: [], count: 10) + [["a"], ["a"]])
    }

    @Test("One that is prolonged, or claimed anew, does not")
    func alive() {
        let prolonged = (0..<40).map { look in (2.0, [Self.job("a", until: Double(look / 5))]) }
        #expect(Self.expired(prolonged).joined().isEmpty)
        let claimed = (0..<40).map { look in (2.0, [Self.job("a", token: look / 5, until: 0)]) }
        #expect(Self.expired(claimed).joined().isEmpty)
    }

    @Test("A time in which this process slept counts for nobody's silence")
    func asleep() {
        let before = (0..<5).map { _ in (2.0, [Self.job("a", until: 7)]) }
        let after = [(3600.0, [Self.job("a", until: 7)])] + (0..<8).map { _ in (2.0, [Self.job("a", until: 8)]) }
        #expect(Self.expired(before + after).joined().isEmpty)
    }
}
