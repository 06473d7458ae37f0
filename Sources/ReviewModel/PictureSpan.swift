/// A stretch of the recording that shows one thing: a slide with its builds, a piece of screen recording, or a shot between two cuts.
///
/// The spans of a recording follow each other without a hole from its first picture to its last. A cut, or a new slide that comes at once, divides them
/// to the frame; a fade where half of it is done; a wipe or a push at the latest where it ends. A flash, or black of up to 3.5 seconds, divides nothing
/// that is the same before and after it.
package struct PictureSpan: Sendable, Codable, Hashable {
    /// Seconds; half-open.
    package var start: Double
    package var end: Double
    package var kind: Kind
    /// Where the camera picture lies in a `mixed` span, to about 1/320 of the picture's width.
    package var inset: PictureArea?
    /// The moment that shows the span best, in seconds: a slide with all its bullets.
    package var still: Double

    package init(start: Double, end: Double, kind: Kind, inset: PictureArea? = nil, still: Double? = nil) {
        self.start = start
        self.end = end
        self.kind = kind
        self.inset = inset
        self.still = still ?? (start + end) / 2
    }

    package var range: TimeRange { TimeRange(start: start, end: end) }

    package enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
        /// Drawn content that stands still, or only gains bullets.
        case slide
        /// Drawn content that changes: typing, scrolling, a demonstration.
        case screen
        /// A camera picture, or a film.
        case camera
        /// A camera picture beside or on drawn content.
        case mixed
    }
}

/// A rectangle of the picture, in shares of its width and height from the top left corner.
package struct PictureArea: Sendable, Codable, Hashable {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double

    package init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }
}
