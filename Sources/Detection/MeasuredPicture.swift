/// A picture as every meter sees it, with what they share.
struct MeasuredPicture {
    var copy: LumaCopy
    /// Which codes are black and white, in the copy and in the planes.
    var range: LumaRange
    var statistics: LumaStatistics
    /// Against the picture before; `none` for the first and for one that is repeated.
    var difference: LumaDifference
    /// The same copy as the picture before: a static slide comes again and again.
    var isRepeated: Bool
    /// When it begins, seconds from the start of the recording; not before the picture that came last.
    var time: Double
    /// The full-size planes, for meters that sample them now and then; nil where there are none. Good only during the call that hands the picture over.
    var planes: () -> PicturePlanes?
    /// The planes lie in memory; otherwise asking for them costs a conversion of the whole picture.
    var hasPlanesAtHand = true
}
