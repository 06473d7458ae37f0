/// The series that tell how evenly pictures follow each other. One value per 0.5 s bin; missing where no picture begins.
extension SeriesName {
    /// The shortest time between two pictures whose second begins in the bin, seconds, step 1/4096 (7.99 at most).
    package static let intervalShortest = SeriesName(rawValue: "picture.interval.min")
    /// The longest time between two pictures whose second begins in the bin, seconds, step 1/4096 (7.99 at most).
    package static let intervalLongest = SeriesName(rawValue: "picture.interval.max")
}
