/// The series of how bright the picture is, beside those of every picture.
extension SeriesName {
    /// The brightest moment of what all but 1 in 2,000 pixels do not exceed, full-range luma, 0 to 1, 0.2 s bins, step 1/4096. It tells black from
    /// a black slide with a line of print.
    package static let lumaPeak = SeriesName(rawValue: "picture.luma.peak")
    /// How bright what stands out from a dark or a bright ground is, full-range luma, 0 to 1, mean over 0.5 s bins, step 1/256: of what differs from
    /// the median, on the side with more room, three quarters are nearer to it. It tells a dark picture from a lit speaker on a dark stage, and a
    /// burnt-out one from a speaker before a white wall.
    package static let lumaSubject = SeriesName(rawValue: "picture.luma.subject")
}
