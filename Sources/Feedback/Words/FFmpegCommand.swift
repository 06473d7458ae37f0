import Foundation
import ReviewModel

/// The ffmpeg command lines that repair a recording, tried with ffmpeg 5.1.
///
/// The picture is copied untouched wherever only the sound changes. Every command writes a new file beside the old one.
struct FFmpegCommand: Sendable {
    private let input: String
    private let stem: String?
    private let suffix: String
    private let media: MediaInfo?

    init(fileName: String?, media: MediaInfo?) {
        self.media = media
        // A name that cannot be copied safely is as good as none.
        guard let fileName, let word = ShellWord(fileName: fileName) else {
            (input, stem, suffix) = ("INPUT", nil, "")
            return
        }
        let name = fileName.split(separator: "/").last.map(String.init) ?? fileName
        let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 }
        input = word.text
        stem = dot.map { String(name[..<$0]) } ?? name
        suffix = dot.map { name[name.index(after: $0)...].lowercased() } ?? ""
    }

    /// The sound through a filter, everything else as it is.
    func sound(_ filter: String, named mark: String) -> String? {
        guard media == nil || media?.audio != nil else { return nil }
        return "ffmpeg -i \(input) -map 0 -dn -c copy \(soundCodec()) -af \"\(filter)\"\(fastStart) \(output(mark))"
    }

    /// The picture through a filter, the sound as it is.
    func picture(_ filter: String, named mark: String) -> String? {
        guard media == nil || media?.video != nil else { return nil }
        return "ffmpeg -i \(input) -map 0 -dn -c copy \(pictureCodec()) -vf \"\(filter)\"\(fastStart) \(output(mark))"
    }

    /// The same streams in a file whose index stands in front.
    func indexInFront() -> String {
        "ffmpeg -i \(input) -map 0 -dn -c copy -movflags +faststart \(output("faststart"))"
    }

    /// The picture at an even rate, everything else as it is.
    func evenRate() -> String? {
        guard media == nil || media?.video != nil else { return nil }
        return "ffmpeg -i \(input) -map 0 -dn -c copy \(pictureCodec()) -vf fps=\(frameRate)\(fastStart) \(output("even"))"
    }

    /// The sound shifted against the picture, without a loss: later for a positive number of seconds, earlier for a negative one.
    func shiftSound(by seconds: Double) -> String? {
        guard media == nil || (media?.video != nil && media?.audio != nil), seconds != 0 else { return nil }
        // Times of packets are changed; offsets of inputs would mean something else for MPEG-TS than for other containers.
        let shift = (seconds > 0 ? "+" : "-") + Printed.plain(abs(seconds))
        return "ffmpeg -i \(input) -map 0 -dn -c copy -bsf:a \"setts=ts=TS\(shift)/TB\"\(fastStart) \(output("shifted"))"
    }

    /// The recording without some ranges. Nil when nothing would be left, or there are more cuts than a command can be read with.
    func cut(_ ranges: [TimeRange]) -> String? {
        let end = media?.duration ?? .infinity
        // Nothing that could be seen is left of what is shorter than this.
        let kept = Cuts(ranges).kept.filter { $0.start < end - 0.1 }
        guard let media, !kept.isEmpty, kept.count <= Self.mostPieces, media.video != nil || media.audio != nil else { return nil }
        var chains: [String] = []
        var joints = ""
        for (index, piece) in kept.enumerated() {
            let bounds = Printed.plain(piece.start) + (piece.end.isFinite ? ":" + Printed.plain(piece.end) : "")
            if media.video != nil {
                // A constant rate first: in a screencast one picture may stand for seconds, and would be lost with the cut that holds it.
                chains.append("[0:v]fps=\(frameRate),trim=\(bounds),setpts=PTS-STARTPTS[v\(index)]")
                joints += "[v\(index)]"
            }
            if media.audio != nil {
                chains.append("[0:a]atrim=\(bounds),asetpts=PTS-STARTPTS[a\(index)]")
                joints += "[a\(index)]"
            }
            joints += " "
        }
        let (video, audio) = (media.video != nil, media.audio != nil)
        chains.append("\(joints)concat=n=\(kept.count):v=\(video ? 1 : 0):a=\(audio ? 1 : 0)\(video ? "[v]" : "")\(audio ? "[a]" : "")")
        let maps = (video ? " -map \"[v]\"" : "") + (audio ? " -map \"[a]\"" : "")
        let codecs = (video ? " \(pictureCodec())" : "") + (audio ? " \(soundCodec())" : "")
        return "ffmpeg -i \(input) -filter_complex \"\(chains.joined(separator: "; "))\"\(maps)\(codecs)\(fastStart) \(output("cut"))"
    }

    /// A limiter that keeps peaks below a level in dB; `alimiter` takes its limit as a factor.
    static func limiter(below decibels: Double) -> String {
        "alimiter=limit=\(Printed.plain(max(0.0625, min(1, pow(10, decibels / 20))))):level=false"
    }

    private static let mostPieces = 12

    /// The recording's own rate if it is one of the usual ones; a recording with a wandering rate gets 30.
    ///
    /// - Returns: pictures a second, and how ffmpeg is told.
    static func frameRate(of video: MediaInfo.Video?) -> (value: Double, text: String) {
        let usual: [(Double, String)] = [
            (10, "10"), (12, "12"), (15, "15"), (24000.0 / 1001, "24000/1001"), (24, "24"), (25, "25"), (30000.0 / 1001, "30000/1001"),
            (30, "30"), (50, "50"), (60000.0 / 1001, "60000/1001"), (60, "60"),
        ]
        let rate = video?.frameRate ?? 30
        return usual.min { abs($0.0 - rate) < abs($1.0 - rate) }.flatMap { abs($0.0 - rate) < 0.012 ? $0 : nil } ?? (30, "30")
    }

    private var frameRate: String { Self.frameRate(of: media?.video).text }

    /// - Parameter stream: ffmpeg's specifier of the streams that are encoded.
    func soundCodec(of stream: String = "a") -> String {
        let channels = media?.audio?.channels ?? 2
        return suffix == "webm"
            ? "-c:\(stream) libopus -b:\(stream) \(max(128, 64 * channels))k" : "-c:\(stream) aac -b:\(stream) \(max(256, 96 * channels))k"
    }

    /// Eight bits and 4:2:0, which every browser and phone plays.
    ///
    /// - Parameter stream: ffmpeg's specifier of the streams that are encoded.
    func pictureCodec(of stream: String = "v") -> String {
        suffix == "webm"
            // Its slowest ways take minutes for a minute, and show no difference.
            ? "-c:\(stream) libvpx-vp9 -crf 24 -b:\(stream) 0 -deadline good -cpu-used 4 -row-mt 1 -pix_fmt yuv420p"
            : "-c:\(stream) libx264 -crf 18 -pix_fmt yuv420p"
    }

    var fastStart: String {
        ["mp4", "m4v", "mov", "m4a"].contains(suffix) ? " -movflags +faststart" : ""
    }

    /// The extension of a file that takes a mended recording: a container that holds AAC stays. Else sound alone becomes M4A, which everything plays, and
    /// a recording with a picture, or of which nothing is known, Matroska, which holds everything.
    static func outputSuffix(for suffix: String, _ media: MediaInfo?) -> String {
        if ["mp4", "m4v", "mov", "mkv", "webm", "m4a", "ts", "m2ts"].contains(suffix) { return suffix }
        return media != nil && media?.video == nil ? "m4a" : "mkv"
    }

    private func output(_ mark: String) -> String {
        guard let stem else { return "OUTPUT" }
        return ShellWord(fileName: "\(stem)-\(mark).\(Self.outputSuffix(for: suffix, media))")?.text ?? "OUTPUT"
    }
}
