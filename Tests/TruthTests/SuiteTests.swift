import ReviewModel
import TestSupport
import Testing
import TruthSuite

@Suite("The cases and their seeds")
struct SuiteTests {
    @Test("SplitMix64 gives its published numbers")
    func splitMix() {
        var generator = SplitMix64(seed: 1_234_567)
        #expect((0..<3).map { _ in generator.next() } == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
    }

    @Test("A draw depends on its name and the seed, and stays on its grid within its bounds")
    func draw() {
        func times(_ name: String, _ seed: UInt64) -> [Double] {
            var draw = Draw(name: name, seed: seed)
            return (0..<50).map { _ in draw.time(3...7, step: 0.04) }
        }
        #expect(times("a", 1) == times("a", 1))
        #expect(times("a", 1) != times("b", 1))
        #expect(times("a", 1) != times("a", 2))
        for time in times("a", 1) {
            #expect((3...7).contains(time))
            #expect(abs((time * 25).rounded() - time * 25) < 1e-6)
        }
    }

    @Test("Every code has at least five faults and a small case; names are unique")
    func coverage() {
        let cases = Suite().cases
        for code in Suite.codes {
            #expect(cases.count { $0.kind == .fault && $0.expected.contains { $0.code == code } } >= 5, "\(code.rawValue)")
            #expect(cases.contains { $0.isSmall && $0.expected.contains { $0.code == code } }, "\(code.rawValue)")
        }
        #expect(Set(cases.map(\.name)).count == cases.count)
        for item in cases where item.kind == .fault {
            #expect(item.expected.contains { $0.code == item.code }, "\(item.name)")
        }
        for item in cases where item.kind == .nearMiss {
            #expect(!item.expected.contains { $0.code == item.code } && !item.allowed.contains { $0.code == item.code }, "\(item.name)")
        }
    }

    @Test("The same seed makes the same recipes; another moves the faults")
    func seeds() {
        #expect(Suite(seed: 1).cases.map(\.recipe) == Suite(seed: 1).cases.map(\.recipe))
        let moved = zip(Suite(seed: 1).cases, Suite(seed: 2).cases).count { $0.recipe != $1.recipe }
        #expect(moved > 80)
    }
}
