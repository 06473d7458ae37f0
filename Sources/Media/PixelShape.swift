/// How wide a pixel is for its height.
enum PixelShape {
    /// A sample aspect ratio as a file gives it; nil for none and for what is damage, not a format.
    static func width(_ aspect: Double) -> Double? {
        aspect.isFinite && (0.25...4).contains(aspect) ? aspect : nil
    }
}
