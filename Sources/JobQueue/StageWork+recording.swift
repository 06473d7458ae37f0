internal import ReviewModel
package import Storage

extension StageWork {
    /// The path of the recording's bytes, for a child process.
    package func recordingPath(in blobs: any BlobStore) async throws -> String {
        guard let source = review.source, let path = try await blobs.path(of: source.sha256) else {
            throw PermanentFailure("The bytes of the recording are no longer in the store: upload it again.")
        }
        return path
    }
}
