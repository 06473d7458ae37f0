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
    package var outputName: String { "\(stem)-fixed.\(pass.suffix)" }

    /// The name that the script is kept by.
    package var scriptName: String { Self.scriptName(for: name) }

    package static func scriptName(for recording: String) -> String {
        "\(URL(filePath: recording).deletingPathExtension().lastPathComponent)-fixed.sh"
    }

    package func text() -> String {
        ([about, beginning] + captions + loudness + [writing]).joined(separator: "\n\n") + "\n"
    }

    private var name: String { fileName.map { Printed.oneLine(URL(filePath: $0).lastPathComponent) } ?? "lecture.mp4" }
    private var stem: String { URL(filePath: name).deletingPathExtension().lastPathComponent }
    private var pass: RepairPass { RepairPass(plan: plan, fileName: name, media: media, transcript: spoken) }

    // MARK: What it says of itself

    private var about: String {
        let (done, left) = (report.findings.filter { mended.contains($0.id) }, report.findings.filter { !mended.contains($0.id) })
        func list(_ items: [Report.Item]) -> [String] {
            items.isEmpty ? ["#   (none)"] : items.map { "#   \(Printed.oneLine($0.title))" + Self.places($0.ranges) }
        }
        var lines = [
            "#!/bin/sh", "# Mends a recording with ffmpeg (5.1 or newer). It writes a new file; the recording stays as it is.", "#",
            "# usage: sh \(ShellWord(scriptName).text) [-f] [RECORDING [NEW-FILE]]", "#   -f: NEW-FILE is replaced if it is there", "#",
            "# What it mends:",
        ]
        lines += list(done) + ["# What needs a person:"] + list(left)
        if !plan.cuts.removed.isEmpty {
            lines.append("# What it cuts out, for nothing is heard there and nothing moves, or nothing is said and nothing seen:")
            lines += plan.cuts.removed.map { "#   \(NumberStyle.english.span($0))" }
            lines.append("# Chapters that the recording has no longer fit then, and are left out.")
        }
        if pass.addsCaptions { lines.append("# The captions that it adds are what was recognised by a machine: read them before you publish.") }
        return lines.joined(separator: "\n")
    }

    private static func places(_ ranges: [TimeRange]) -> String {
        guard !ranges.isEmpty else { return "" }
        let merged = ranges.merged()
        return " (" + merged.prefix(5).map(NumberStyle.english.span).joined(separator: ", ") + (merged.count > 5 ? ", …)" : ")")
    }

    // MARK: What it does

    /// Options and names; everything that could go wrong is looked at before any work. What is half written is taken away, whatever ends the script.
    private var beginning: String {
        """
        set -eu
        fail() { status=$1; shift; echo "$*" >&2; exit "$status"; }
        force=
        if [ "${1:-}" = -f ]; then force=1; shift; fi
        input=${1:-\(ShellWord(name).text)}
        output=${2:-\(ShellWord(outputName).text)}
        [ -f "$input" ] || fail 66 "There is no file $input."
        case $output in *.\(pass.suffix)) ;; *) fail 64 "The new file's name must end in .\(pass.suffix)." ;; esac
        [ ! "$input" -ef "$output" ] || fail 64 "The new file would replace the recording: give it another name."
        [ -n "$force" ] || [ ! -e "$output" ] || fail 73 "$output is there already. With -f it is replaced."
        command -v ffmpeg > /dev/null || fail 69 "ffmpeg is missing; on Debian: apt install ffmpeg"
        part=${output%.*}.part-$$.\(pass.suffix)
        work=$(mktemp -d)
        trap 'rm -rf "$work"; rm -f -- "$part"' EXIT
        trap 'exit 130' INT
        trap 'exit 143' TERM
        """
    }

    /// The transcript as captions, at the times that they have in the new file.
    private var captions: [String] {
        let length = media.duration.map(plan.cuts.place) ?? .infinity
        guard pass.addsCaptions, let spoken, let text = try? CaptionFormat.srt.write(plan.cuts.applied(to: spoken), until: length) else {
            return []
        }
        return [
            """
            cat > "$work/captions.srt" << 'END-OF-CAPTIONS'
            \(text.split(separator: "\n", omittingEmptySubsequences: false).map { $0 == "END-OF-CAPTIONS" ? "" : $0 }.joined(separator: "\n"))
            END-OF-CAPTIONS
            """
        ]
    }

    private var loudness: [String] {
        guard let level = plan.level else { return [] }
        let chain = [pass.soundChain ?? "", "ebur128"].filter { !$0.isEmpty }.joined(separator: ",")
        return [
            """
            echo "Listening to the sound ..." >&2
            ffmpeg -nostdin -hide_banner \(pass.input) -map \(pass.sound) -af "\(chain)" -f null - 2> "$work/loudness" || {
                tail -n 5 "$work/loudness" >&2
                fail 74 "The sound could not be measured."
            }
            loudness=$(awk '$1 == "I:" { value = $2 } END { print value }' "$work/loudness")
            [ -n "$loudness" ] || fail 74 "The sound could not be measured."
            gain=$(LC_ALL=C awk -v loudness="$loudness" 'BEGIN { printf "%.2f", loudness < -69 ? 0 : \(Printed.plain(level.loudness, 1)) - loudness }')
            """
        ]
    }

    private var writing: String {
        """
        echo "Writing $output ..." >&2
        ffmpeg -nostdin -hide_banner -loglevel warning -y \(pass.inputs)\(pass.filters) \\
            \(pass.streams)\(pass.form) "file:$part"
        mv -f -- "$part" "$output"
        echo "Written: $output" >&2
        """
    }
}
