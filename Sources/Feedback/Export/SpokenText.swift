import ReviewModel

/// The transcript on a page: how it was made, where to fetch it, and its text.
struct SpokenText: Sendable {
    let line: String
    let files: [File]
    let hasFiles: Bool
    let hasText: Bool
    let paragraphs: [Paragraph]

    struct File: Sendable {
        var name: String
        var address: String
    }

    struct Paragraph: Sendable {
        var time: String
        var text: String
    }

    /// Nil without a transcript.
    init?(_ content: PageContent) {
        guard let summary = content.report.transcript else { return nil }
        line = content.wording.transcript(summary)
        files = summary.href.sorted { $0.key < $1.key }.map { File(name: $0.key.uppercased(), address: $0.value) }
        hasFiles = !files.isEmpty
        paragraphs = Self.paragraphs(content.transcript)
        hasText = !paragraphs.isEmpty
    }

    /// Breaths joined to paragraphs of about half a minute; a pause of two seconds begins a new one.
    private static func paragraphs(_ transcript: Transcript?) -> [Paragraph] {
        var groups: [[Transcript.Segment]] = []
        for segment in transcript?.segments ?? [] where !segment.words.isEmpty {
            if let group = groups.last, let first = group.first, let last = group.last, segment.range.start - last.range.end < 2,
                segment.range.end - first.range.start < 30
            {
                groups[groups.count - 1].append(segment)
            } else {
                groups.append([segment])
            }
        }
        return groups.map { group in
            Paragraph(
                time: Printed.clock(group.first?.range.start ?? 0, tenths: false),
                text: Printed.oneLine(group.map(\.text).joined(separator: " ")))
        }
    }
}
