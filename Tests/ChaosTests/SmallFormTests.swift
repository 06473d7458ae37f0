import ChaosSuite
import StorageTestSupport
import TestSupport
import Testing

@Suite("Workers and databases that are hurt", .serialized, .timeLimit(.minutes(5))) struct SmallFormTests {
    @Test("Nothing is lost, nothing is committed twice, and what is dead says why", arguments: Engine.allCases)
    func chaos(on engine: Engine) async throws {
        let chaos = Chaos(
            engine: engine, reviews: 100, workers: 4, seconds: 12, seed: 7, program: Products.program("lectern-chaos"))
        let report = try await chaos.run()
        #expect(report.isFine, "\(report)")
        #expect(report.accepted == 100)
    }
}
