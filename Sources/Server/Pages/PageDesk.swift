internal import Feedback
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import ReviewModel

/// What all pages have in common: their texts, templates and scripts, and the frame round them.
struct PageDesk: Sendable {
    let access: AccessControl
    let limits: RequestLimits
    let address: PublicAddress
    let texts = PageTexts.english
    let assets = PageAssets.builtIn

    var templates: PageTemplates {
        get throws { try PageTemplates.builtIn.get() }
    }

    /// What a page is besides its content.
    struct About {
        var title: String
        /// The page of the navigation that it is.
        var place: PageFrame.Place.Name?
        var scripts: [String] = []
        /// Seconds after which a browser without scripts loads it again.
        var refresh: Int?
        var status = HTTPResponse.Status.ok
    }

    /// A whole page round a content, which is markup.
    func page(_ content: String, _ about: About, for context: APIContext) throws -> Response {
        let frame = PageFrame(content, about, for: context, self)
        var headers: HTTPFields = [.contentType: "text/html; charset=utf-8", .cacheControl: "private, no-cache", .vary: "Accept, Cookie"]
        SecurityHeaders.addPage(to: &headers)
        return Response(
            status: about.status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: try templates.frame.render(frame))))
    }

    /// Whether what a browser keeps is sent over an encrypted way alone: where the service is known by such an address, or the browser or the proxies
    /// say that it came by one.
    func isSecure(_ request: Request) -> Bool {
        if case .fixed(let base) = address, base.hasPrefix("https://") { return true }
        if request.headers[.origin]?.lowercased().hasPrefix("https://") == true { return true }
        // The first proxy is the one that the browser speaks with.
        let way = request.headers[.forwardedProtocol]?.split(separator: ",").first.map(String.init) ?? ""
        return way.trimmingCharacters(in: .whitespaces).lowercased() == "https"
    }

    /// A phrase that the server and scripts say alike.
    func phrase(_ key: String) -> String { texts.phrases[key] ?? "" }
}

extension Response {
    /// Where a browser goes on after a form.
    static func seeOther(_ address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
    }
}

extension String {
    /// The text with what stands in braces filled in.
    func filled(_ values: KeyValuePairs<String, String>) -> String {
        values.reduce(self) { $0.replacing("{\($1.key)}", with: $1.value) }
    }
}

extension HTTPField.Name {
    /// How a client reached the proxy in front.
    static let forwardedProtocol = Self("X-Forwarded-Proto")!
}
