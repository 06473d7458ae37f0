/// Whoever makes a request: what they may do, and to which reviews.
package struct Principal: Sendable, Hashable {
    /// What the audit log calls them; nil where nobody has to say who they are.
    package var name: String?
    /// Tells them from everybody else, also from those of the same name; nil where nobody has to say who they are.
    package var account: String?
    package var permissions: Set<Permission>
    package var scope: Scope

    package init(name: String?, account: String? = nil, permissions: Set<Permission>, scope: Scope) {
        self.name = name
        self.account = account
        self.permissions = permissions
        self.scope = scope
    }

    /// The reviews that somebody can see at all. To others a review does not exist.
    package enum Scope: Sendable, Hashable {
        case all
        case courses(Set<String>)
        /// What a link for one report shows.
        case review(String)
    }

    /// Everybody, where the service asks nobody who they are.
    package static let anybody = Principal(name: nil, permissions: Set(Permission.allCases), scope: .all)

    package func sees(review id: String, course: String?) -> Bool {
        switch scope {
        case .all: true
        case .courses(let courses): course.map(courses.contains) ?? false
        case .review(let only): only == id
        }
    }

    /// Whether they may send in recordings for a course.
    package func serves(course: String?) -> Bool {
        switch scope {
        case .all: true
        case .courses(let courses): course.map(courses.contains) ?? false
        case .review: false
        }
    }
}
