/// A recording on its way in, or a part of one.
package struct Upload: Sendable, Hashable {
    package var id: String
    /// The review that it is for; nil for a part, which only becomes something when parts are joined.
    package var review: String?
    /// Whether the review was made for this upload, and ends with it.
    package var ownsReview: Bool
    package var arrival: Arrival
    /// The account of whoever began it; nil where nobody has to say who they are.
    package var owner: String?
    /// What the client said of it, in its own form, to be told back.
    package var metadata: String?
    /// The addresses of the uploads that it is joined of, in order and as the client gave them.
    package var parts: [String]
    /// Bytes that it will have; nil until that is known.
    package var length: Int64?
    /// Bytes that are on the disk for good.
    package var received: Int64
    package var state: State
    /// Counts the requests that wrote to it. Who holds the newest number may go on writing.
    package var writer: Int
    /// Lower-case hexadecimal; nil until everything is there.
    package var sha256: String?
    /// Seconds since 1970.
    package var createdAt: Double
    /// When it is thrown away unless more of it comes, in seconds since 1970.
    package var expiresAt: Double

    /// Whether it lacks nothing but to be finished. Other ways than tus say themselves which request is the last.
    package var isWhole: Bool { state == .open && arrival.way == .tus && length == received && (received > 0 || isPart) }

    package init(
        id: String, review: String?, ownsReview: Bool = false, arrival: Arrival, owner: String? = nil, metadata: String? = nil, parts: [String] = [],
        length: Int64? = nil, received: Int64 = 0, state: State = .open, writer: Int = 0, sha256: String? = nil, createdAt: Double,
        expiresAt: Double
    ) {
        self.id = id
        self.review = review
        self.ownsReview = ownsReview
        self.arrival = arrival
        self.owner = owner
        self.metadata = metadata
        self.parts = parts
        self.length = length
        self.received = received
        self.state = state
        self.writer = writer
        self.sha256 = sha256
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }

    package enum State: String, Sendable, Codable, Hashable, CaseIterable {
        /// More bytes may come.
        case open
        /// Every byte is there and its hash is known; the review does not have it yet.
        case arrived
        case finished
    }

    /// Whether it is a part that waits to be joined with others.
    package var isPart: Bool { review == nil }
}

/// How a recording comes in: the same for every way.
package struct Arrival: Sendable, Codable, Hashable {
    package var way: Way
    /// The name that its sender gave it.
    package var fileName: String
    /// Where it was taken from: an address or a path.
    package var reference: String?
    /// Who sent it; nil where nobody had to say who they are.
    package var sender: String?

    package init(way: Way, fileName: String, reference: String? = nil, sender: String? = nil) {
        self.way = way
        self.fileName = fileName
        self.reference = reference
        self.sender = sender
    }

    package enum Way: String, Sendable, Codable, Hashable, CaseIterable {
        /// A PUT of the whole file.
        case put
        /// The tus protocol.
        case tus
        /// The IETF's resumable uploads.
        case resumable
        /// A form in a browser.
        case form
        /// Fetched from an address.
        case url
        /// Found in a watched folder.
        case folder
        /// An enclosure of a feed.
        case feed
        /// A file named on the command line.
        case command
    }
}
