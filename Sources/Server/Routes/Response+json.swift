internal import HTTPTypes
internal import Hummingbird
internal import Storage

extension Response {
    /// A value as a JSON document.
    static func json(_ value: some Encodable, headers: HTTPFields = [:]) throws -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: try StoredJSON.data(value))))
    }
}
