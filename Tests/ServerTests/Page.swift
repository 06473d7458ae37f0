import Foundation
import HTTPTypes
import HummingbirdTesting

@testable import Server

/// A page as tests look at it.
struct Page {
    let status: Int
    let html: String
    let response: TestResponse

    init(_ response: TestResponse) {
        status = response.status.code
        html = response.content
        self.response = response
    }

    /// The values of an attribute, wherever it stands, decoded.
    func values(of attribute: String) -> [String] {
        html.components(separatedBy: " \(attribute)=\"").dropFirst().map { rest in
            String(rest.prefix { $0 != "\"" }).replacing("&amp;", with: "&").replacing("&#39;", with: "'").replacing("&quot;", with: "\"")
        }
    }

    /// The policy's parts.
    var policy: Set<String> {
        Set((response.headers[.contentSecurityPolicy] ?? "").components(separatedBy: "; "))
    }

    /// What a policy without exceptions would refuse.
    var inlineParts: [String] {
        let scripts = html.components(separatedBy: "<script").dropFirst().map { String($0.prefix(60)) }
            .filter { !$0.hasPrefix(" type=\"module\" src=\"/") }
        let styles = html.contains("<style") || html.contains(" style=\"") ? ["a style"] : []
        let handlers = html.matches(of: #/ on[a-z]+="/#).map { String($0.output) }
        return scripts + styles + handlers
    }
}

extension TestClientProtocol {
    /// Asks for a page as a browser does.
    func page(_ uri: String, as secret: String? = nil, _ fields: HTTPFields = [:]) async throws -> Page {
        var fields = fields
        fields[.accept] = "text/html,application/xhtml+xml,*/*;q=0.8"
        return Page(try await send(.get, uri, as: secret, fields))
    }

    /// Sends a form as a browser does.
    func submit(_ uri: String, _ body: String = "", as secret: String? = nil, _ fields: HTTPFields = [:]) async throws -> TestResponse {
        var fields = fields
        fields[.accept] = "text/html,application/xhtml+xml,*/*;q=0.8"
        fields[.contentType] = "application/x-www-form-urlencoded"
        fields[.origin] = fields[.origin] ?? "http://localhost"
        return try await send(.post, uri, as: secret, fields, body: body)
    }
}
