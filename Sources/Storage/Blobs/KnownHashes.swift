internal import Synchronization

/// How far partial files had been hashed when they were closed: whoever goes on with one need not read it again. A restart forgets them, which
/// costs one reading.
final class KnownHashes: Sendable {
    /// Positions kept; each takes some hundred bytes.
    private static let capacity = 4_096

    private let positions = Mutex<[String: PartialFile.Position]>([:])

    subscript(name: String) -> PartialFile.Position? {
        get { positions.withLock { $0[name] } }
        set {
            positions.withLock { positions in
                if positions.count >= Self.capacity { positions.removeAll() }
                positions[name] = newValue
            }
        }
    }
}
