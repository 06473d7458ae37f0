/// Why an upload was refused or broken off. What has been acknowledged of it stays, unless said otherwise.
package enum UploadRefusal: Error, Sendable, Hashable {
    /// There is no such upload: it never was, its time was over, or it was taken back.
    case unknown(String)
    case noSuchReview(String)
    /// The review has a recording, or is over.
    case reviewTakesNone(String)
    /// The request goes on from another place than where the upload is.
    case offset(expected: Int64, given: Int64)
    /// Every byte is there; no more can come.
    case complete
    /// The request would make it longer than it was said to be, or says another length than before.
    case length(String)
    case tooLarge(limit: Int64)
    case noRoom
    case empty
    /// The request's bytes are not what its checksum says; none of them was kept.
    case checksum
    /// A newer request goes on with the upload.
    case takenOver
    /// Nothing came for too long.
    case stalled
    /// Whoever writes to it did not let go in time.
    case busy
    /// The request ended before its bytes did.
    case brokenOff(received: Int64)
    /// What is to be joined is not all there, or is no part.
    case parts(String)

    /// Whether the bytes themselves were wrong, so that none of them may stay.
    package var isOfTheBytes: Bool {
        switch self {
        case .length, .tooLarge, .checksum: true
        default: false
        }
    }
}
