/// What a new upload of a lecture has in common with the one before, in numbers only; the feedback stage puts it into words.
package struct Comparison: Sendable, Codable, Hashable {
    /// The review of the upload before.
    package var previous: String
    /// Seconds since 1970.
    package var previousCreatedAt: Double
    /// Where pieces of the earlier recording are in the new one, in order of both; empty where nothing of it was found again.
    package var pieces: [Piece]
    /// What each new finding is beside the earlier ones, by its id.
    package var standings: [String: Standing]
    /// Earlier findings that are gone.
    package var fixed: [Past]

    package init(previous: String, previousCreatedAt: Double, pieces: [Piece], standings: [String: Standing], fixed: [Past]) {
        self.previous = previous
        self.previousCreatedAt = previousCreatedAt
        self.pieces = pieces
        self.standings = standings
        self.fixed = fixed
    }

    /// A stretch of the earlier recording that is in the new one.
    package struct Piece: Sendable, Codable, Hashable {
        /// In the earlier recording.
        package var range: TimeRange
        /// Seconds by which it is later in the new one.
        package var shift: Double

        package init(range: TimeRange, shift: Double) {
            self.range = range
            self.shift = shift
        }
    }

    package struct Standing: Sendable, Codable, Hashable {
        package var since: Since
        /// The id of the earlier finding that it is.
        package var previous: String?

        package init(since: Since, previous: String? = nil) {
            self.since = since
            self.previous = previous
        }
    }

    package enum Since: String, Sendable, Codable, Hashable {
        /// It was not there before.
        case new
        /// It was there before.
        case remaining
        /// It was mended once, or said to be, or was less severe, and is there.
        case regressed
    }

    /// A finding of the earlier upload that is gone.
    package struct Past: Sendable, Codable, Hashable {
        package var id: String
        package var finding: Finding
        /// Where its places are in the new recording; empty where they were cut out, or it had none.
        package var places: [TimeRange]

        package init(id: String, finding: Finding, places: [TimeRange]) {
            self.id = id
            self.finding = finding
            self.places = places
        }
    }
}

extension [Comparison.Piece] {
    /// Where a stretch of the earlier recording is in the new one; empty where it was cut out.
    package func places(of range: TimeRange) -> [TimeRange] {
        compactMap { piece in
            let (start, end) = (Swift.max(range.start, piece.range.start), Swift.min(range.end, piece.range.end))
            return start < end ? TimeRange(start: start + piece.shift, end: end + piece.shift) : nil
        }
    }
}
