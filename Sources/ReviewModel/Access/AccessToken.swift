/// A secret that was given to a program, a person, or as a link to whoever has the link. The secret itself is not kept.
package struct AccessToken: Sendable, Codable, Hashable {
    package var id: String
    /// What it is for; the audit log calls whoever holds it by this.
    package var name: String
    /// Empty for a link.
    package var roles: [Role]
    /// nil for all courses.
    package var courses: [String]?
    /// The one review that a link shows.
    package var review: String?
    /// Seconds since 1970.
    package var createdAt: Double
    package var expiresAt: Double?
    package var revokedAt: Double?

    package init(
        id: String, name: String, roles: [Role], courses: [String]? = nil, review: String? = nil, createdAt: Double, expiresAt: Double? = nil,
        revokedAt: Double? = nil
    ) {
        self.id = id
        self.name = name
        self.roles = roles
        self.courses = courses
        self.review = review
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
    }

    package func isValid(at time: Double) -> Bool {
        revokedAt == nil && expiresAt.map { time < $0 } ?? true
    }

    /// What names whoever holds a token, in the audit log and on what they made.
    package static func account(of id: String) -> String { "token:\(id)" }

    package var principal: Principal {
        let account = Self.account(of: id)
        if let review { return Principal(name: name, account: account, permissions: [.follow, .read], scope: .review(review)) }
        let permissions = roles.reduce(into: Set<Permission>()) { $0.formUnion($1.permissions) }
        return Principal(name: name, account: account, permissions: permissions, scope: courses.map { .courses(Set($0)) } ?? .all)
    }
}
