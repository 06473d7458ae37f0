/// What uploads may take.
package struct UploadLimits: Sendable, Hashable {
    /// The most bytes that a recording may have.
    package var bytes: Int64 = 50 << 30
    /// Seconds for which an upload is kept after its last byte came.
    package var lifetime: Double = 24 * 3600
    /// After this long without a byte a request is broken off.
    package var stall: Duration = .seconds(60)
    /// Room that uploads leave on the disk for the database, in bytes.
    package var reserve: Int64 = 64 << 20

    package init() {}
}
