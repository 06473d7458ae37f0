internal import HTTPTypes

/// Tells browsers what an answer may do: nothing but be shown. Pages bring their styles with them and take pictures from here alone.
enum SecurityHeaders {
    private static let page =
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'"

    /// Done again, it changes nothing.
    static func add(to headers: inout HTTPFields) {
        guard headers[.xContentTypeOptions] == nil else { return }
        headers[.xContentTypeOptions] = "nosniff"
        guard headers[.contentType]?.hasPrefix("text/html") == true else { return }
        headers[.contentSecurityPolicy] = page
        headers[.referrerPolicy] = "no-referrer"
    }
}

extension HTTPField.Name {
    static let referrerPolicy = Self("Referrer-Policy")!
}
