/// How the camera was held, and how much of the frame the picture fills.
extension SeriesName {
    /// How far the picture as a whole shakes: root mean square of what is faster than about 2 Hz in its path, share of the picture's width, 0.5 s bins,
    /// step 1/100000; missing where no path can be followed.
    package static let shake = SeriesName(rawValue: "picture.shake")

    /// Black bars at the edges of the picture, share of its height (top, bottom) or width (left, right), the least within 2 s bins, step 1/16384;
    /// missing where all of the picture is black.
    package static let barTop = SeriesName(rawValue: "picture.bar.top")
    package static let barBottom = SeriesName(rawValue: "picture.bar.bottom")
    package static let barLeft = SeriesName(rawValue: "picture.bar.left")
    package static let barRight = SeriesName(rawValue: "picture.bar.right")
    /// The share of a bar's inner edge along which lit content follows at once, 0 to 1, of the picture of the bin whose edge is fullest, step 1/1024;
    /// 0 where there is no bar.
    package static let barTopEdge = SeriesName(rawValue: "picture.bar.top.edge")
    package static let barBottomEdge = SeriesName(rawValue: "picture.bar.bottom.edge")
    package static let barLeftEdge = SeriesName(rawValue: "picture.bar.left.edge")
    package static let barRightEdge = SeriesName(rawValue: "picture.bar.right.edge")
}
