/// Where a page finds what belongs to a review, by the link's key where that is all that its reader has.
struct ReviewFiles: Sendable {
    private let path: String
    private let key: String?

    init(of review: String, key: String?) {
        path = ReviewStatus.path(review)
        self.key = key
    }

    /// The address of the review itself.
    var own: String { keyed(path) }

    /// - Parameter name: below the review's address.
    func address(_ name: String) -> String { keyed("\(path)/\(name)") }

    private func keyed(_ address: String) -> String { PageAddress.with(address, [("key", key)]) }
}
