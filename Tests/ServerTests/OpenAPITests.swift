import Foundation
import HTTPTypes
import HummingbirdTesting
import OpenAPI
import Testing
import Yams

@testable import Server

@Suite("The description of the API") struct OpenAPITests {
    /// An operation as `GET /v1/reviews`.
    private static func operations(of document: [String: Any]) -> Set<String> {
        let methods: Set<String> = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]
        var found: Set<String> = []
        for (path, item) in document["paths"] as? [String: [String: Any]] ?? [:] {
            for method in item.keys where methods.contains(method) { found.insert("\(method.uppercased()) \(path)") }
        }
        return found
    }

    @Test("It has every route, and no other")
    func routes() throws {
        let fixture = try ServerFixture()
        let routes = HTTPService(service: fixture.service, exposition: { "" }).routes.routes.map { "\($0.method) /\($0.path)" }
        let document = try #require(try Yams.load(yaml: OpenAPIDocument.yaml) as? [String: Any])
        #expect(Self.operations(of: document) == Set(routes))
    }

    @Test("It is served as JSON, with the rubrics that there are")
    func served() async throws {
        try await ServerFixture().test { client in
            let response = try await client.execute(uri: "/openapi.json", method: .get)
            #expect(response.status == .ok && response.headers[.contentType] == "application/json")
            #expect(response.object["openapi"] as? String == "3.1.0")
            let text = response.content
            #expect(!text.contains("x-lectern-rubrics") && text.contains(#""enum":["lecture""#))
        }
    }
}
