import AsyncAlgorithms
import Storage

/// Ends a command whose folder's disk has no room left: its queues could not go on, nor say so.
struct RoomWatch: Sendable {
    let folder: String

    /// Bytes; below it SQLite can hardly commit.
    private static let least: Int64 = 1 << 20

    /// Returns when it is cancelled, and throws once there is no room.
    func wait() async throws {
        for await _ in AsyncTimerSequence(interval: .seconds(1), clock: .continuous) {
            guard let free = FreeSpace.bytes(at: folder), free < Self.least else { continue }
            Diagnostics.say("lectern: there is no room left at \(folder). Make room, or set TMPDIR to another place.")
            throw ExitStatus.inputOutput
        }
    }
}
