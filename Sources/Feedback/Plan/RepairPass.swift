internal import Foundation
import ReviewModel

/// The arguments of the one pass of ffmpeg that writes the mended recording. In them `$input`, `$work` and `${gain}` are left to the script.
struct RepairPass {
    private let plan: RepairPlan
    private let media: MediaInfo
    private let command: FFmpegCommand
    /// Whether the transcript goes into the new file.
    let addsCaptions: Bool
    /// The new file's extension.
    let suffix: String

    private let language: String?

    /// - Parameter transcript: what captions are made of.
    init(plan: RepairPlan, fileName: String, media: MediaInfo, transcript: Transcript?) {
        self.plan = plan
        self.media = media
        language = transcript?.language
        let hasWords = !(transcript?.words ?? []).isEmpty
        suffix = FFmpegCommand.outputSuffix(for: URL(filePath: fileName).pathExtension.lowercased(), media)
        command = FFmpegCommand(fileName: "output.\(suffix)", media: media)
        addsCaptions = hasWords && media.subtitleStreams == 0 && media.video != nil && Self.subtitleCodec(suffix) != nil
    }

    /// The recording. The protocol stands before its name, so that no name becomes an option or another protocol.
    var input: String {
        // Program streams and AVI keep no times of presentation for pictures that are shown in another order than they are stored.
        let lacksTimes = ["mpeg", "avi"].contains(media.container)
        return (lacksTimes ? "-fflags +genpts " : "") + "-i \"file:$input\""
    }

    var inputs: String { input + (addsCaptions ? " -i \"file:$work/captions.srt\"" : "") }

    // MARK: Filters

    /// The sound with all its repairs but the last, which depends on how loud it is then.
    var soundChain: String? {
        guard media.audio != nil, plan.level != nil || !plan.sound.isEmpty || !plan.cuts.removed.isEmpty else { return nil }
        return (plan.sound + (plan.cuts.removed.isEmpty ? [] : [soundCut])).joined(separator: ",")
    }

    /// Sound that starts late or has holes is filled first, for afterwards its samples are counted; pieces of a millisecond, so that a cut is where it
    /// belongs.
    private var soundCut: String {
        let piece = max(1, (media.audio?.sampleRate ?? 48_000) / 1_000)
        return "aresample=async=1:first_pts=0,asetnsamples=n=\(piece):p=0,aselect='\(selection(shift: 0))',asetpts=N/SR/TB"
    }

    /// What stays: from the start of a cut, which belongs to it, to its end, which does not.
    ///
    /// - Parameter shift: seconds by which the limits are moved, so that a number with few places lies safely between two pictures.
    private func selection(shift: Double) -> String {
        "not("
            + plan.cuts.removed.map { cut in
                "gte(t,\(Printed.plain(cut.start - shift, 4)))*lt(t,\(Printed.plain(cut.end - shift, 4)))"
            }.joined(separator: "+") + ")"
    }

    private var pictureChain: String? {
        guard let video = media.video else { return nil }
        let rate = FFmpegCommand.frameRate(of: video)
        var chain = plan.picture
        // A constant rate first: in a screencast one picture may stand for seconds, and would be lost with the cut that holds it.
        if plan.evensRate || !plan.cuts.removed.isEmpty { chain.append("fps=\(rate.text):start_time=0") }
        if !plan.cuts.removed.isEmpty { chain.append("select='\(selection(shift: 0.5 / rate.value))',setpts=N/FRAME_RATE/TB") }
        return chain.isEmpty ? nil : chain.joined(separator: ",")
    }

    private var finishedSound: String? {
        guard let audio = media.audio else { return nil }
        guard let level = plan.level else { return soundChain }
        // A codec adds some to the peaks, so there is a decibel of room.
        let last = "volume=${gain}dB," + Remedies.peakFilter(below: level.truePeak - 1, rate: audio.sampleRate)
        return [soundChain ?? "", last].filter { !$0.isEmpty }.joined(separator: ",")
    }

    var filters: String {
        let graph = [pictureChain.map { "[0:V:0]\($0)[v]" }, finishedSound.map { "[0:a:0]\($0)[a]" }].compactMap(\.self)
        return graph.isEmpty ? "" : " -filter_complex \"\(graph.joined(separator: "; "))\""
    }

    // MARK: Streams

    /// What is mended first, then all that is kept as it is: further sound, captions of its own, a cover.
    var maps: String {
        var maps: [String] = []
        if media.video != nil { maps.append(pictureChain == nil ? "-map 0:V:0" : "-map \"[v]\"") }
        if media.audio != nil { maps.append(finishedSound == nil ? "-map 0:a:0" : "-map \"[a]\"") }
        maps += (1..<max(1, media.soundStreams ?? 1)).map { "-map 0:a:\($0)" }
        maps.append(media.video == nil ? "-map 0:v?" : "-map 0:v:1?")
        if addsCaptions { maps.append("-map 1:s:0") } else if media.subtitleStreams > 0 { maps.append("-map 0:s?") }
        return maps.joined(separator: " ")
    }

    var codecs: String {
        var codecs = ["-c copy"]
        if pictureChain != nil { codecs.append(command.pictureCodec(of: "v:0")) }
        if finishedSound != nil { codecs.append(command.soundCodec(of: "a:0")) }
        if addsCaptions, let codec = Self.subtitleCodec(suffix) {
            codecs.append("-c:s \(codec) -metadata:s:s:0 language=\(Self.threeLetters(language))")
        }
        return codecs.joined(separator: " ")
    }

    /// How the file is put together.
    var form: String { (plan.cuts.removed.isEmpty ? "" : " -map_chapters -1") + command.fastStart }

    /// Nil for a container that holds none.
    private static func subtitleCodec(_ suffix: String) -> String? {
        switch suffix {
        case "mp4", "m4v", "mov": "mov_text"
        case "webm": "webvtt"
        case "mkv": "srt"
        default: nil
        }
    }

    /// MP4 wants ISO 639-2.
    private static func threeLetters(_ language: String?) -> String {
        language.flatMap { Locale.Language(identifier: $0).languageCode?.identifier(.alpha3) } ?? "und"
    }
}
