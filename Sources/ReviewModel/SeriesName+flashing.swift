/// Flashes as WCAG 2.2 defines them. Each value is the most at any moment of its bin; a moment tells of the second before it.
extension SeriesName {
    /// The most transitions of relative luminance that at least a quarter of the picture had within a second, 0.2 s bins, count; two are a
    /// general flash.
    package static let flashTransitions = SeriesName(rawValue: "picture.flash.transitions")
    /// The share of the picture that had more than three general flashes within a second, 0 to 1, 1 s bins, step 1/4096.
    package static let flashArea = SeriesName(rawValue: "picture.flash.area")
    /// The most transitions to and from saturated red that at least a quarter of the picture had within a second, 0.2 s bins, count;
    /// two are a red flash.
    package static let redFlashTransitions = SeriesName(rawValue: "picture.flash.red.transitions")
    /// The share of the picture that had more than three red flashes within a second, 0 to 1, 1 s bins, step 1/4096.
    package static let redFlashArea = SeriesName(rawValue: "picture.flash.red.area")
}
