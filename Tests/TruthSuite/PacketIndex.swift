import Foundation
internal import TestSupport

/// Where each packet of a file lies, in bytes and in seconds, by ffprobe.
struct PacketIndex {
    struct Packet {
        let time: Double
        let end: Double
        let position: Int
        let size: Int
    }

    let packets: [Packet]

    init(of path: String, stream: String? = nil) throws {
        let select = stream.map { ["-select_streams", $0] } ?? []
        let run = try Program(
            "ffprobe", ["-v", "error"] + select + ["-show_entries", "packet=pts_time,duration_time,pos,size", "-of", "compact=p=0", path])
        packets = String(decoding: run.output, as: UTF8.self).split(separator: "\n").compactMap { line in
            var values: [Substring: Substring] = [:]
            for field in line.split(separator: "|") {
                let parts = field.split(separator: "=", maxSplits: 1)
                if parts.count == 2 { values[parts[0]] = parts[1] }
            }
            guard let time = values["pts_time"].flatMap({ Double($0) }), let position = values["pos"].flatMap({ Int($0) }),
                let size = values["size"].flatMap({ Int($0) })
            else { return nil }
            return Packet(time: time, end: time + (values["duration_time"].flatMap { Double($0) } ?? 0), position: position, size: size)
        }
    }
}
