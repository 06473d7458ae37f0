/// The series of how bright the picture is, beside those of every picture.
extension SeriesName {
    /// The brightest moment of what all but 1 in 2,000 pixels do not exceed, full-range luma, 0 to 1, 0.2 s bins, step 1/4096. It tells black from
    /// a black slide with a line of print.
    package static let lumaPeak = SeriesName(rawValue: "picture.luma.peak")
}
