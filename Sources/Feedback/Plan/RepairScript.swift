internal import Foundation
package import ReviewModel
internal import Transcription

/// A shell script that mends a recording with ffmpeg as far as that needs nobody's judgement: one pass that listens, and one that writes a new file.
package struct RepairScript: Sendable {
    private let plan: RepairPlan
    private let report: Report
    private let media: MediaInfo
    private let fileName: String?
    private let spoken: Transcript?

    /// Nil where there is nothing that it could mend.
    ///
    /// - Parameters:
    ///   - report: the report on the same findings, whose titles the script explains itself by.
    ///   - transcript: what was recognised. The report's plan goes by it, and so does what the script cuts, or they would promise different things.
    ///   - captions: the same as people corrected it.
    package init?(report: Report, review: Review, findings: [Finding], transcript: Transcript?, captions: Transcript?) {
        guard let media = review.media, media.audio != nil || media.video != nil else { return nil }
        plan = RepairPlan(
            IdentifiedFinding.all(findings), fileName: review.source?.fileName, media: media, rubric: review.rubric, transcript: transcript)
        guard !plan.isEmpty else { return nil }
        self.report = report
        self.media = media
        fileName = review.source?.fileName
        spoken = captions
    }

    /// Ids of the findings that are gone once it has run.
    package var mended: Set<String> { plan.mended }

    /// The name of the file that it writes, beside the recording.
    package var outputName: String {
        let name = fileName.map { URL(filePath: $0).lastPathComponent } ?? "lecture.mp4"
        let (stem, suffix) = (URL(filePath: name).deletingPathExtension().lastPathComponent, URL(filePath: name).pathExtension.lowercased())
        return "\(stem)-fixed.\(FFmpegCommand.keeps(suffix) ? suffix : "mkv")"
    }

    package func text() -> String {
        ([head] + captions + loudness + [writing]).joined(separator: "\n\n") + "\n"
    }

    // MARK: What it says of itself

    private var head: String {
        let (done, left) = (report.findings.filter { mended.contains($0.id) }, report.findings.filter { !mended.contains($0.id) })
        func list(_ items: [Report.Item]) -> [String] {
            items.isEmpty ? ["#   (none)"] : items.map { "#   \(Printed.oneLine($0.title))" + place($0) }
        }
        let lines =
            [
                "#!/bin/sh", "# Mends a recording with ffmpeg (5.1 or newer). It writes a new file; the recording stays as it is.", "#",
                "# usage: sh \(scriptName) [RECORDING [NEW-FILE]]", "#", "# What it mends:",
            ] + list(done) + ["# What needs a person:"] + list(left) + [
                "set -eu", "input=${1:-\(Self.literal(fileName.map { URL(filePath: $0).lastPathComponent } ?? "lecture.mp4"))}",
                "output=${2:-\(Self.literal(outputName))}", "[ -f \"$input\" ] || { echo \"There is no file $input.\" >&2; exit 66; }",
                "[ \"$input\" != \"$output\" ] || { echo \"The new file needs another name.\" >&2; exit 64; }",
                "command -v ffmpeg > /dev/null || { echo \"ffmpeg is missing; on Debian: apt install ffmpeg\" >&2; exit 69; }",
            ]
        return lines.joined(separator: "\n")
    }

    /// The name that the script is kept by.
    package var scriptName: String { "\(URL(filePath: outputName).deletingPathExtension().lastPathComponent).sh" }

    private func place(_ item: Report.Item) -> String {
        item.ranges.isEmpty
            ? ""
            : " (" + item.ranges.merged().prefix(5).map(NumberStyle.english.span).joined(separator: ", ") + (item.ranges.count > 5 ? ", …)" : ")")
    }

    /// A text that a shell takes as it is.
    private static func literal(_ text: String) -> String {
        "'" + Printed.oneLine(text).replacing("'", with: "'\\''") + "'"
    }

    // MARK: What it does

    private var hasCaptions: Bool { media.subtitleStreams == 0 && !(spoken?.words ?? []).isEmpty }

    /// The transcript as captions, at the times that they have in the new file.
    private var captions: [String] {
        guard hasCaptions, let spoken, let text = try? CaptionFormat.srt.write(plan.cuts.applied(to: spoken)) else { return [] }
        return [
            """
            captions=$(mktemp)
            trap 'rm -f "$captions"' EXIT
            cat > "$captions" << 'END-OF-CAPTIONS'
            \(text.split(separator: "\n", omittingEmptySubsequences: false).map { $0 == "END-OF-CAPTIONS" ? "" : $0 }.joined(separator: "\n"))
            END-OF-CAPTIONS
            """
        ]
    }

    /// The sound with all its repairs but the last, which depends on how loud it is then.
    private var soundChain: String? {
        guard media.audio != nil, plan.level != nil || !plan.sound.isEmpty || !plan.cuts.removed.isEmpty else { return nil }
        return (plan.sound + (plan.cuts.removed.isEmpty ? [] : [soundCut])).joined(separator: ",")
    }

    /// Sound that starts late or has holes is filled first, for afterwards its samples are counted; short pieces, so that a cut is where it belongs.
    private var soundCut: String {
        "aresample=async=1:first_pts=0,asetnsamples=n=240:p=0,aselect='\(selection)',asetpts=N/SR/TB"
    }

    private var selection: String {
        "not(\(Remedies.moments(in: plan.cuts.removed)))"
    }

    private var loudness: [String] {
        guard let level = plan.level else { return [] }
        let chain = [soundChain ?? "", "ebur128"].filter { !$0.isEmpty }.joined(separator: ",")
        return [
            """
            echo "Listening to the sound ..." >&2
            loudness=$(ffmpeg -nostdin -hide_banner -i "$input" -map 0:a:0 -af "\(chain)" -f null - 2>&1 | awk '$1 == "I:" { value = $2 } END { print value }')
            gain=$(awk -v loudness="$loudness" 'BEGIN { printf "%.2f", loudness == "" || loudness < -69 ? 0 : \(Printed.plain(level.loudness, 1)) - loudness }')
            """
        ]
    }

    private var writing: String {
        var (graph, maps, codecs) = ([String](), [String](), [String]())
        if media.video != nil {
            let chain = pictureChain
            if let chain { graph.append("[0:v:0]\(chain)[v]") }
            maps.append(chain == nil ? "-map 0:v:0" : "-map \"[v]\"")
            codecs.append(chain == nil ? "-c:v copy" : command.pictureCodec)
        }
        if let audio = media.audio {
            if let level = plan.level {
                // A codec adds some to the peaks, so there is a decibel of room.
                let last = "volume=${gain}dB," + Remedies.peakFilter(below: level.truePeak - 1, rate: audio.sampleRate)
                graph.append("[0:a:0]" + [soundChain ?? "", last].filter { !$0.isEmpty }.joined(separator: ",") + "[a]")
            } else if let chain = soundChain {
                graph.append("[0:a:0]\(chain)[a]")
            }
            let isFiltered = plan.level != nil || soundChain != nil
            maps.append(isFiltered ? "-map \"[a]\"" : "-map 0:a:0")
            codecs.append(isFiltered ? command.soundCodec : "-c:a copy")
        }
        if hasCaptions {
            maps.append("-map 1:s:0")
            codecs.append("-c:s \(subtitleCodec) -metadata:s:s:0 language=\(Self.threeLetters(spoken?.language))")
        } else if media.subtitleStreams > 0, plan.cuts.removed.isEmpty {
            // The captions that it has fit as long as nothing is cut.
            maps.append("-map 0:s?")
            codecs.append("-c:s copy")
        }
        let inputs = "-i \"$input\"" + (hasCaptions ? " -i \"$captions\"" : "")
        let filters = graph.isEmpty ? "" : " -filter_complex \"\(graph.joined(separator: "; "))\""
        return """
            echo "Writing $output ..." >&2
            ffmpeg -nostdin -hide_banner -loglevel warning -y \(inputs)\(filters) \\
                \(maps.joined(separator: " ")) \(codecs.joined(separator: " "))\(command.fastStart) "$output"
            echo "Written: $output" >&2
            """
    }

    private var command: FFmpegCommand { FFmpegCommand(fileName: outputName, media: media) }

    private var pictureChain: String? {
        var chain = plan.picture
        // A constant rate first: in a screencast one picture may stand for seconds, and would be lost with the cut that holds it.
        if plan.evensRate || !plan.cuts.removed.isEmpty { chain.append("fps=\(command.frameRate):start_time=0") }
        if !plan.cuts.removed.isEmpty { chain.append("select='\(selection)',setpts=N/FRAME_RATE/TB") }
        return chain.isEmpty ? nil : chain.joined(separator: ",")
    }

    private var subtitleCodec: String {
        switch URL(filePath: outputName).pathExtension {
        case "mp4", "m4v", "mov", "m4a": "mov_text"
        case "webm": "webvtt"
        default: "srt"
        }
    }

    /// MP4 wants ISO 639-2.
    private static func threeLetters(_ language: String?) -> String {
        language.flatMap { Locale.Language(identifier: $0).languageCode?.identifier(.alpha3) } ?? "und"
    }
}
