internal import ReviewModel
package import Storage

extension StageWork {
    /// Why a stage cannot run: the recording was removed from the store.
    package static let bytesGone = "The bytes of the recording are no longer in the store: upload it again."

    /// The path of the recording's bytes, for a child process.
    package func recordingPath(in blobs: any BlobStore) async throws -> String {
        guard let source = review.source, let path = try await blobs.path(of: source.sha256) else {
            throw PermanentFailure(Self.bytesGone)
        }
        return path
    }
}
