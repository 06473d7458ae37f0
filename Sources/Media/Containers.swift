import CLibAV

/// The containers that are accepted.
///
/// Playlists and scripts (HLS, DASH, ffconcat) are not among them: their demuxers follow references to other files.
enum Containers {
    /// libavformat's demuxers, by the names that `format_whitelist` matches.
    static let accepted = [
        "mov", "mp4", "m4a", "3gp", "3g2", "mj2", "matroska", "webm", "mpegts", "mpeg", "avi", "asf", "flv", "ogg", "wav", "w64", "mp3", "flac",
        "aac", "mxf",
    ]

    static let whitelist = accepted.joined(separator: ",")

    static func accepts(_ format: UnsafePointer<AVInputFormat>) -> Bool {
        String(cString: format.pointee.name).split(separator: ",").contains { accepted.contains(String($0)) }
    }

    static func isMovie(_ name: String) -> Bool {
        name.split(separator: ",").contains("mov")
    }
}
