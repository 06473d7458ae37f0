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
        let graph = [pictureChain.map { "[0:V:0]\($0)[v]" }, finishedSound.map { "[\(sound)]\($0)[a]" }].compactMap(\.self)
        return graph.isEmpty ? "" : " -filter_complex \"\(graph.joined(separator: "; "))\""
    }

    // MARK: Streams

    /// What is mended first, then all that is kept as it is: further sound, a cover, captions of its own. Players and reviews begin with the mended sound.
    var streams: String {
        var streams: [String] = []
        if media.video != nil { streams.append(pictureChain == nil ? "-map 0:V:0 -c:v:0 copy" : "-map \"[v]\" \(command.pictureCodec(of: "v:0"))") }
        if media.audio != nil {
            let isMended = finishedSound != nil
            streams.append(isMended ? "-map \"[a]\" \(command.soundCodec(of: "a:0"))" : "-map \(sound) -c:a:0 copy")
            // What comes out of a filter has no language any more.
            if isMended, let language { streams.append("-metadata:s:a:0 language=\(Self.threeLetters(language))") }
            streams.append("-disposition:a:0 default")
        }
        let others = (0..<(media.soundStreams ?? 0)).filter { $0 != position }
        streams += others.enumerated().map { "-map 0:a:\($1) -c:a:\($0 + 1) copy -disposition:a:\($0 + 1) 0" }
        streams.append(media.video == nil ? "-map 0:v? -c:v copy" : "-map 0:v:1? -c:v:1 copy")
        if addsCaptions, let codec = Self.subtitleCodec(suffix) {
            streams.append("-map 1:s:0 -c:s \(codec) -metadata:s:s:0 language=\(Self.threeLetters(language))")
        } else if media.subtitleStreams > 0 {
            streams.append("-map 0:s? -c:s copy")
        }
        return streams.joined(separator: " ")
    }

    /// Among the recording's sound, the one that was reviewed.
    private var position: Int { media.audio?.position ?? 0 }

    /// The stream of sound that was reviewed, as ffmpeg names it.
    var sound: String { "0:a:\(position)" }

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
