internal import HTTPTypes

/// Tells browsers what an answer may do.
enum SecurityHeaders {
    /// A report that stands alone may do nothing but be shown. It brings its styles with it, and takes pictures from here alone.
    private static let report =
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'"

    /// Done again, it changes nothing.
    static func add(to headers: inout HTTPFields) {
        guard headers[.xContentTypeOptions] == nil else { return }
        headers[.xContentTypeOptions] = "nosniff"
        guard headers[.contentType]?.hasPrefix("text/html") == true else { return }
        headers[.contentSecurityPolicy] = report
        headers[.referrerPolicy] = "no-referrer"
    }

    /// A page of the service has scripts and styles of its own in files, and talks to nobody else.
    private static let page =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'"

    static func addPage(to headers: inout HTTPFields) {
        headers[.xContentTypeOptions] = "nosniff"
        headers[.contentSecurityPolicy] = page
        // With less the browser would not say where its forms come from, which is asked for.
        headers[.referrerPolicy] = "same-origin"
        headers[.crossOriginOpenerPolicy] = "same-origin"
    }
}

extension HTTPField.Name {
    static let referrerPolicy = Self("Referrer-Policy")!
    static let crossOriginOpenerPolicy = Self("Cross-Origin-Opener-Policy")!
}
