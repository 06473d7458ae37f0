internal import Crypto
internal import Feedback
internal import Hummingbird
internal import Storage

/// The scripts and styles of the pages, built in.
struct PageAssets: Sendable {
    struct Asset: Sendable {
        let contentType: String
        let body: ByteBuffer
        let entityTag: String
    }

    private let assets: [String: Asset]

    /// Stands for the contents of all of them: it changes when one does, and what is fetched under it never does. One for all, because scripts
    /// import each other by their names.
    let edition: String

    static let builtIn = PageAssets([
        "report.css": Array(HTMLReport.style.utf8), "pages.css": PackageResources.pages_css, "icon.svg": PackageResources.icon_svg,
        "list.js": PackageResources.list_js, "live.js": PackageResources.live_js, "page.js": PackageResources.page_js,
        "player.js": PackageResources.player_js, "queues.js": PackageResources.queues_js, "responses.js": PackageResources.responses_js,
        "review.js": PackageResources.review_js, "signin.js": PackageResources.signin_js, "swap.js": PackageResources.swap_js,
        "texts.js": PackageResources.texts_js, "transcript.js": PackageResources.transcript_js, "tus.js": PackageResources.tus_js,
        "unfinished.js": PackageResources.unfinished_js, "upload.js": PackageResources.upload_js,
    ])

    private init(_ files: [String: [UInt8]]) {
        assets = files.reduce(into: [:]) { assets, file in
            assets[file.key] = Asset(
                contentType: Self.contentType(file.key), body: ByteBuffer(bytes: file.value), entityTag: "\"\(Self.hash(file.value))\"")
        }
        let tags = files.keys.sorted().compactMap { [assets] name in assets[name]?.entityTag }
        edition = Self.hash(Array(tags.joined().utf8))
    }

    subscript(name: String) -> Asset? { assets[name] }

    var names: [String] { assets.keys.sorted() }

    /// Where the pages find them.
    var address: String { "/assets/\(edition)" }

    private static func hash(_ bytes: [UInt8]) -> String { String(Array(SHA256.hash(data: bytes)).hexadecimal.prefix(20)) }

    private static func contentType(_ name: String) -> String {
        if name.hasSuffix(".css") { return "text/css; charset=utf-8" }
        return name.hasSuffix(".svg") ? "image/svg+xml" : "text/javascript; charset=utf-8"
    }
}
