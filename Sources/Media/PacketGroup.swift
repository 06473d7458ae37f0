import CLibAV
import Detection
import ReviewModel

/// Keeps the packets from one key picture to the next until it is known whether they must be decoded.
final class PacketGroup {
    /// A group longer than this is not kept: two of them are in memory at a time.
    private static let mostBytes = 32 << 20

    private(set) var packets: [UnsafeMutablePointer<AVPacket>] = []
    private var bytes = 0

    deinit {
        clear()
    }

    var isEmpty: Bool { packets.isEmpty }

    var isFull: Bool { bytes > Self.mostBytes }

    /// Keeps a reference to the packet's bytes.
    func append(_ packet: UnsafeMutablePointer<AVPacket>) throws {
        guard let copy = av_packet_clone(packet) else { throw ChildFailure(.limit, "Out of memory.") }
        packets.append(copy)
        bytes += Int(packet.pointee.size)
    }

    func clear() {
        for packet in packets {
            var freed: UnsafeMutablePointer<AVPacket>? = packet
            av_packet_free(&freed)
        }
        packets = []
        bytes = 0
    }
}
