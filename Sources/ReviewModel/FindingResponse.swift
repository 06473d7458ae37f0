/// What an instructor says to a finding.
package struct FindingResponse: Sendable, Codable, Hashable {
    package var state: State
    package var note: String?
    /// Who said so; nil where nobody has to say who they are.
    package var actor: String?
    /// Seconds since 1970.
    package var respondedAt: Double

    package init(state: State, note: String? = nil, actor: String? = nil, respondedAt: Double) {
        self.state = state
        self.note = note
        self.actor = actor
        self.respondedAt = respondedAt
    }

    package enum State: String, Sendable, Codable, Hashable, CaseIterable {
        /// It will be seen to.
        case acknowledged
        /// It is no fault here.
        case dismissed
        case fixed
    }
}
