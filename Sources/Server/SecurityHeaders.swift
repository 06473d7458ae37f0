internal import HTTPTypes
internal import Hummingbird

/// Tells browsers what an answer may do: nothing but be shown. Pages bring their styles with them and take pictures from here alone.
enum SecurityHeaders {
    private static let page =
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'"

    static func add(to response: inout Response) {
        if response.headers[.xContentTypeOptions] == nil { response.headers[.xContentTypeOptions] = "nosniff" }
        guard response.headers[.contentType]?.hasPrefix("text/html") == true else { return }
        response.headers[.contentSecurityPolicy] = page
        response.headers[.referrerPolicy] = "no-referrer"
    }
}

extension HTTPField.Name {
    static let referrerPolicy = Self("Referrer-Policy")!
}
