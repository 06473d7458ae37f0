/// The description of the HTTP API for programs (OpenAPI 3.1), as it is written. A target of its own, because it is large and seldom changes.
package enum OpenAPIDocument {
    package static var yaml: String { String(decoding: PackageResources.openapi_yaml, as: UTF8.self) }
}
