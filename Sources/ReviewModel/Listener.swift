/// How somebody listens whom the recording's maker does not see, and how much of the talk reaches them.
package struct Listener: Sendable, Codable, Hashable {
    package var kind: Kind
    /// The share of the talk's seconds that reach them, 0 to 1.
    package var heard: Double
    /// Where the talk is lost on them for seconds on end.
    package var lost: [TimeRange]
    /// For one earphone: the side on which more is lost.
    package var side: Side?

    package init(kind: Kind, heard: Double, lost: [TimeRange], side: Side? = nil) {
        self.kind = kind
        self.heard = heard
        self.lost = lost
        self.side = side
    }

    package enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
        /// By the one speaker of a phone.
        case phone
        /// With one earphone, or one good ear.
        case earbud
        /// By a laptop's speakers in a room where others talk.
        case laptop
    }

    package enum Side: String, Sendable, Codable, Hashable {
        case left, right
    }
}
