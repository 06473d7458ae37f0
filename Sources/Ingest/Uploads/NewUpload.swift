package import ReviewModel

/// An upload that a client asks for.
package struct NewUpload: Sendable {
    package var purpose: Purpose
    package var arrival: Arrival
    /// Bytes that it will have; nil where the client does not know yet.
    package var length: Int64?
    /// What the client said of it, in its own form.
    package var metadata: String?

    /// The account of whoever begins it.
    package var owner: String?
    /// What it is joined of, as the client gave it.
    package var parts: [String] = []

    package init(purpose: Purpose, arrival: Arrival, length: Int64?, metadata: String? = nil, owner: String? = nil) {
        self.purpose = purpose
        self.arrival = arrival
        self.length = length
        self.metadata = metadata
        self.owner = owner
    }

    /// What it is for.
    package enum Purpose: Sendable {
        /// A review that is there and waits for its recording.
        case review(String)
        /// A review that begins with it.
        case newReview(Review)
        /// To be joined with others.
        case part
    }
}
