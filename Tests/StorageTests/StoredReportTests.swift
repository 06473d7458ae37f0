import ReviewModel
import StorageTestSupport
import Testing

@testable import Storage

@Suite("Reports that are stored") struct StoredReportTests {
    /// A database with a review whose report is stored as a text.
    private static func database(_ engine: Engine, report: String) async throws -> any Database {
        let database = try engine.database().open()
        let stored = StageResult.Encoded(kind: StageResult.reportKind, content: Array(report.utf8))
        try await database.write { session in
            try ReviewStore.insert(Review(id: "r1", title: "Optics", createdAt: 1), session)
            try ResultStore.save(stored, of: "r1", session)
        }
        return database
    }

    private static var sample: Report {
        let about = Report.About(
            id: "r1", title: "Optics", course: nil, rubric: "lecture", state: .completed, createdAt: "", completedAt: nil)
        return Report(
            review: about, media: nil, coverage: [], verdict: .pass, findings: [], measurements: Report.Figures(), transcript: nil)
    }

    @Test("One comes back as it was", arguments: Engine.allCases)
    func whole(on engine: Engine) async throws {
        let database = try await Self.database(engine, report: try StoredJSON.text(Self.sample))
        #expect(try await database.read { try ResultStore.report(of: "r1", $0)?.verdict } == .pass)
        #expect(try await database.read { try ResultStore.digests(of: ["r1"], $0)["r1"]?.verdict } == .pass)
    }

    @Test(
        "One that is not understood counts as none, so that it is made again",
        arguments: [#"{"review": {"version": \#(Report.version)}}"#, #"{"review": {}}"#, "[]", "{"])
    func damaged(report: String) async throws {
        let database = try await Self.database(.sqlite, report: report)
        #expect(try await database.read { try ResultStore.report(of: "r1", $0) == nil })
        #expect(try await database.read { try ResultStore.digests(of: ["r1"], $0).isEmpty })
    }

    @Test("One of an earlier form is made again, too")
    func earlier() async throws {
        var report = Self.sample
        report.review.version = Report.version - 1
        let database = try await Self.database(.sqlite, report: try StoredJSON.text(report))
        #expect(try await database.read { try ResultStore.report(of: "r1", $0) == nil })
    }
}
