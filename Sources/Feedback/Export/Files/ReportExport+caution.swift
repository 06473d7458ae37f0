extension ReportExport {
    /// What to know before the file is put to use, in English; nil where there is nothing.
    package func caution(about material: ReportMaterial) -> String? {
        guard self == .chapterList else { return nil }
        let count = ChapterList(material).chapters.count
        guard count < ChapterList.fewestForYouTube else { return nil }
        return "YouTube ignores chapters of which there are fewer than three; this recording has \(count)."
    }
}
