extension SeriesName {
    /// Correlation of the left and the right side, -1 to 1, 0.1 s bins, step 0.001; missing where a side is below -80 dBFS, and without two sides.
    package static let correlation = SeriesName(rawValue: "audio.correlation")
}
