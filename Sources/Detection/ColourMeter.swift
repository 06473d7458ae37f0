import ReviewModel

/// Compares each picture's colour with that of the picture before it.
struct ColourMeter {
    private var shown = ColourCopy()
    private var next = ColourCopy()
    /// The last picture was passed over.
    private var isStale = true
    /// In codes, as `LumaDifference.cells`: what a codec does to the colour of a static slide from picture to picture is less.
    private static let least: Float = 0.1

    /// How bright the colour of the last picture is by itself; see `ColourCopy.brightness`.
    func brightness(_ range: LumaRange) -> (high: Double, peak: Double) { shown.brightness(range) }

    /// How much the colour has changed; nil if it has not.
    ///
    /// - Parameter isRepeated: the picture's luma is the same as before: a few points show whether its colour is, too.
    mutating func change(_ planes: PicturePlanes?, range: LumaRange, isRepeated: Bool) -> LumaDifference? {
        if isRepeated, !isStale, shown.matches(planes) { return nil }
        next.read(planes)
        let difference = isStale ? .none : shown.difference(to: next, range: range)
        swap(&shown, &next)
        isStale = false
        return difference.cells.contains { $0 >= Self.least } ? difference : nil
    }

    /// Passes over a picture that has changed enough without its colour. What comes next is compared with nothing.
    mutating func pass() { isStale = true }
}
