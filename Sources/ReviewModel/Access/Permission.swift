/// What a request may be allowed to do; each route needs one of these.
package enum Permission: String, Sendable, Hashable, CaseIterable {
    /// Send recordings in, and go on with uploads.
    case submit
    /// See how far a review is.
    case follow
    /// See what was found: reports, transcripts, stills, the recording.
    case read
    /// Answer findings, judge again, hand out links, have programs told when reviews end.
    case respond
    /// End or delete a review.
    case withdraw
    /// See and move jobs.
    case operate
}

/// What somebody is to Lectern; each role is a set of permissions.
package enum Role: String, Sendable, Codable, Hashable, CaseIterable {
    case uploader, instructor
    case `operator`

    package var permissions: Set<Permission> {
        switch self {
        case .uploader: [.submit, .follow, .withdraw]
        case .instructor: [.follow, .read, .respond]
        case .operator: Set(Permission.allCases)
        }
    }
}
