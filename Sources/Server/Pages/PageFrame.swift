internal import Hummingbird
internal import ReviewModel

/// The values of `frame.mustache`: what stands round the content of every page.
struct PageFrame: Sendable {
    let language: String
    let title: String
    let assets: String
    let frame: PageTexts.Frame
    let scripts: [String]
    let refresh: Int?
    /// Whether the reader has no way to the other pages.
    let isGuest: Bool
    let hasPlaces: Bool
    let places: [Place]
    /// Who is signed in by the cookie.
    let account: String?
    let phrases: [Phrase]
    let body: String

    struct Place: Sendable {
        var address: String
        var name: String
        var isHere: Bool

        enum Name: Sendable {
            case reviews, queues, signIn
        }
    }

    struct Phrase: Sendable {
        var key: String
        var phrase: String
    }

    init(_ content: String, _ about: PageDesk.About, for context: APIContext, _ desk: PageDesk) {
        let texts = desk.texts
        language = texts.language
        title = about.title
        assets = desk.assets.address
        frame = texts.frame
        scripts = about.scripts
        refresh = about.refresh
        body = content
        phrases = texts.phrases.map { Phrase(key: Self.attribute($0.key), phrase: $0.value) }.sorted { $0.key < $1.key }
        let principal = context.principal
        var places: [Place] = []
        var isGuest = false
        if case .review = principal.scope {
            isGuest = true
        } else {
            let here = about.place
            if principal.permissions.contains(.follow) { places.append(Place(address: "/", name: frame.reviews, isHere: here == .reviews)) }
            if principal.permissions.contains(.operate) { places.append(Place(address: "/queues", name: frame.queues, isHere: here == .queues)) }
            if principal.permissions.isEmpty { places.append(Place(address: "/signin", name: frame.signIn, isHere: here == .signIn)) }
        }
        self.isGuest = isGuest
        self.places = places
        hasPlaces = !places.isEmpty
        account = desk.access.isOpen || isGuest || principal.permissions.isEmpty ? nil : principal.name ?? ""
    }

    /// `notRun` as an attribute spells it: `not-run`.
    private static func attribute(_ key: String) -> String {
        key.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
    }
}
