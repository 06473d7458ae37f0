internal import JWTKit
internal import ReviewModel

/// What a JSON Web Token says of whoever has it: the registered claims (RFC 7519), and `roles` and `courses` of this program's own.
struct BearerClaims: JWTPayload {
    var subject: String
    var issuer: String
    var audience: [String]
    /// Seconds since 1970.
    var expiresAt: Double
    var notBefore: Double?
    var roles: [Role]
    /// `*` stands for all courses.
    var courses: [String]

    private enum CodingKeys: String, CodingKey {
        case subject = "sub"
        case issuer = "iss"
        case audience = "aud"
        case expiresAt = "exp"
        case notBefore = "nbf"
        case roles, courses
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        subject = try fields.decode(String.self, forKey: .subject)
        issuer = try fields.decode(String.self, forKey: .issuer)
        audience = try (try? fields.decode([String].self, forKey: .audience)) ?? [fields.decode(String.self, forKey: .audience)]
        expiresAt = try fields.decode(Double.self, forKey: .expiresAt)
        notBefore = try fields.decodeIfPresent(Double.self, forKey: .notBefore)
        // Roles of other programs that share the issuer mean nothing here.
        roles = try fields.decode([String].self, forKey: .roles).compactMap(Role.init(rawValue:))
        // An issuer that says nothing of courses must not open all of them.
        courses = try fields.decodeIfPresent([String].self, forKey: .courses) ?? []
    }

    /// Who, when and for whom is judged by `TokenVerifier`, which has the clock.
    func verify(using algorithm: some JWTAlgorithm) {}

    var principal: Principal {
        let permissions = roles.reduce(into: Set<Permission>()) { $0.formUnion($1.permissions) }
        return Principal(
            name: subject, account: "jwt:\(issuer)|\(subject)", permissions: permissions,
            scope: courses.contains("*") ? .all : .courses(Set(courses)))
    }
}
