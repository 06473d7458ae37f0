/// One thing that somebody did, or was not allowed to do.
package struct AuditEntry: Sendable, Codable, Hashable {
    package var id: String
    /// Seconds since 1970.
    package var at: Double
    /// nil where nobody has to say who they are.
    package var actor: String?
    /// Tells actors of one name apart.
    package var account: String?
    /// The method and the route's pattern.
    package var action: String
    /// The path that it was done to.
    package var target: String
    /// The HTTP status of the answer.
    package var status: Int
    /// The address of the other end of the connection.
    package var address: String?

    package init(id: String, at: Double, actor: String?, account: String? = nil, action: String, target: String, status: Int, address: String?) {
        self.id = id
        self.at = at
        self.actor = actor
        self.account = account
        self.action = action
        self.target = target
        self.status = status
        self.address = address
    }
}
