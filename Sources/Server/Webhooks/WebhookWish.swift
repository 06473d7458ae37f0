internal import Ingest
internal import ReviewModel

/// What a client wants of a webhook that is to be made.
struct WebhookWish: Decodable {
    var url: String
    var description: String?
    var course: String?
    var events: [String]?

    /// What it can say, for those who got it wrong.
    static let form = "url, which it must have, description, course (strings), events (a list of strings)"
    static let keys: Set<String> = ["url", "description", "course", "events"]

    /// The webhook that somebody wishes for, not stored yet. Who serves one course alone need not name it.
    ///
    /// - Throws: `Problem`.
    func webhook(for principal: Principal, at now: Double) throws -> Webhook {
        for (name, text, limit) in [("url", url, 2_000), ("description", description, 500), ("course", course, 100)] as [(String, String?, Int)] {
            guard let text else { continue }
            guard text.unicodeScalars.count <= limit else { throw Problem.tooLong(name, limit: limit) }
            // PostgreSQL stores no text with one.
            guard !text.utf8.contains(0) else { throw Problem.hasNUL(name) }
        }
        do {
            try SafeClient.check(url)
        } catch let refusal as FetchRefusal {
            throw Problem.webhookAddress(refusal)
        }
        return Webhook(
            id: Identifier.make(at: now), url: url, description: description, course: try course(servedBy: principal), events: try kinds(),
            account: principal.account, createdAt: now)
    }

    /// nil for every course.
    private func course(servedBy principal: Principal) throws -> String? {
        var wanted = self.course.flatMap { $0.isEmpty ? nil : $0 }
        if wanted == nil, case .courses(let own) = principal.scope, own.count == 1 { wanted = own.first }
        if wanted == nil && principal.scope == .all {
            guard principal.permissions.contains(.operate) else { throw Problem.everyCourse }
            return nil
        }
        guard principal.serves(course: wanted) else { throw Problem.otherCourse(principal) }
        return wanted
    }

    /// In their order, each once.
    private func kinds() throws -> [WebhookEvent.Kind] {
        let known = WebhookEvent.Kind.ofReviews
        guard let events else { return WebhookEvent.Kind.usual }
        if let stranger = events.first(where: { word in !known.contains { $0.rawValue == word } }) {
            throw Problem.unknownWord(String(stranger.prefix(60)), of: "event", known: known.map(\.rawValue))
        }
        guard !events.isEmpty else { throw Problem.noEvents(known.map(\.rawValue)) }
        return known.filter { events.contains($0.rawValue) }
    }
}
