import HTTPTypes
import HummingbirdTesting
import NIOCore

extension TestClientProtocol {
    /// A request whose fields are spelled as they go over the wire.
    func call(_ method: HTTPRequest.Method, _ uri: String, _ fields: [String: String] = [:], body: String? = nil) async throws -> TestResponse {
        var headers = HTTPFields()
        for (name, value) in fields { headers.append(HTTPField(name: HTTPField.Name(name)!, value: value)) }
        return try await executeRequest(uri: uri, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
    }
}

extension TestResponse {
    /// A field by its name.
    subscript(field: String) -> String? { headers[HTTPField.Name(field)!] }

    var content: String { String(buffer: body) }
}
