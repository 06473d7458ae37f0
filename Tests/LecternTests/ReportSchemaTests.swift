import Foundation
import NIOCore
import ReviewModel
import TestSupport
import Testing

/// The published form of reports, held against real ones by a validator that is not this project's.
@Suite("The JSON Schema of reports", .timeLimit(.minutes(5))) struct ReportSchemaTests {
    private static let published = Products.root.appending(path: "docs/report.schema.json").path

    private static func check(_ documents: [String]) throws -> Program {
        try Program(
            try Products.dependency("clients/bin/python"),
            [Products.root.appending(path: "Tests/Clients/schema_check.py").path, published] + documents)
    }

    @Test("What the service serves is what is published")
    func served() async throws {
        let folder = try TemporaryFolder()
        let server = try await ServerProcess(data: folder.path("data"))
        let answer = try await server.get("/v1/schemas/report")
        #expect(answer.header("Content-Type") == "application/schema+json")
        let served = try JSONSerialization.jsonObject(with: Data(answer.body.readableBytesView)) as? NSDictionary
        let known = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: Self.published))) as? NSDictionary
        #expect(served == known, "Write it anew: curl -s localhost:8080/v1/schemas/report | jq -S . > docs/report.schema.json")
    }

    @Test("Reports of the command and of the service fit it; one with a slip does not")
    func reports() async throws {
        let folder = try TemporaryFolder()
        let sample = try Products.dependency("media/sample-lecture.mp4")
        let command = try await LecternCommand(["review", sample, "--format", "json"])
        let own = try folder.write(command.output, to: "command.json")
        let server = try await ServerProcess(data: folder.path("data"))
        var documents = [own]
        for name in ["first", "again"] {
            let path = try await server.submit(sample, json: #"{"title": "Sample", "course": "demo", "transcribe": false}"#)
            _ = try await server.wait(path) { $0.state.isFinal }
            documents.append(try folder.write(Data(try await server.get(path + "/report").body.readableBytesView), to: name + ".json"))
        }
        let check = try Self.check(documents)
        #expect(check.status == 0, "\(String(decoding: check.output, as: UTF8.self))")

        let wrong = String(decoding: command.output, as: UTF8.self).replacing(#""severity" : "must-fix""#, with: #""severity" : "terrible""#)
        let slip = try folder.write(Data(wrong.utf8), to: "slip.json")
        let refused = try Self.check([slip])
        #expect(refused.status == 1)
        #expect(String(decoding: refused.output, as: UTF8.self).contains("severity"))
    }
}
