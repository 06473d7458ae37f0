/// The thresholds for the picture, with the values of the `lecture` rubric.
extension Rubric.Setting {
    /// A picture counts as black while 98 % of it is at or below this luma; a #121212 slide is at 0.07.
    package static let blackLuma = Self("video.black.luma", .luma, 0.045)
    /// And as long as all but a speck of it is at or below this: white print on black is far above it.
    package static let blackPeak = Self("video.black.peak", .luma, 0.2)
    package static let blackDuration = Self("video.black.duration", .seconds, 1)
    /// Black at the very start and end of up to this long is a fade, not a fault.
    package static let blackFade = Self("video.black.fade", .seconds, 3)
    package static let frozenDuration = Self("video.frozen.duration", .seconds, 2)
    /// The share of the picture that must have been moving before it stopped.
    package static let frozenArea = Self("video.frozen.area", .share, 0.035)
    /// More general or red flashes than this within a second, over this share of the picture (WCAG 2.2, success criterion 2.3.1).
    package static let flashes = Self("video.flashing.perSecond", .flashesPerSecond, 3)
    package static let flashArea = Self("video.flashing.area", .share, 0.25)
    /// Slower flashes, at least so many a second, that fill this much of any window so long.
    package static let extendedFlashes = Self("video.flashing.extended.perSecond", .flashesPerSecond, 2)
    package static let extendedFlashDuration = Self("video.flashing.extended.duration", .seconds, 4)
    package static let extendedFlashWindow = Self("video.flashing.extended.window", .seconds, 5)
    /// Root mean square of the shake, share of the picture's width, and how long it lasts.
    package static let shake = Self("video.shaky.amount", .share, 0.003)
    package static let shakeDuration = Self("video.shaky.duration", .seconds, 3)
    /// Bars at two opposite edges together, share of the height or width.
    package static let letterbox = Self("video.letterboxed.share", .share, 0.05)

    /// The same slide for longer than this, with sound in this share of the time.
    package static let staticDuration = Self("video.static.long.duration", .seconds, 300)
    package static let staticSound = Self("video.static.long.sound", .share, 0.3)

    /// How long a camera's picture must be too dark, burnt out or washed out.
    package static let exposureDuration = Self("video.exposure.duration", .seconds, 3)
    /// Too dark: the mean is at most this, 98 % of the picture at or below this, and what stands out from the dark no brighter than this.
    package static let underexposedMean = Self("video.underexposed.mean", .luma, 0.15)
    package static let underexposedHigh = Self("video.underexposed.high", .luma, 0.42)
    package static let underexposedSubject = Self("video.underexposed.subject", .luma, 0.38)
    /// Burnt out: the mean is at least this, 98 % of the picture is at or above this, and 2 % at or above this.
    package static let overexposedMean = Self("video.overexposed.mean", .luma, 0.68)
    package static let overexposedLow = Self("video.overexposed.low", .luma, 0.42)
    package static let overexposedHigh = Self("video.overexposed.high", .luma, 0.98)
    /// Or the mean is at least this, and what is not white at least as bright as this.
    package static let overexposedMost = Self("video.overexposed.most", .luma, 0.85)
    package static let overexposedSubject = Self("video.overexposed.subject", .luma, 0.45)
    /// Washed out: from the darkest 2 % to the brightest is less than this, and the darkest are neither black nor those of a white wall.
    package static let contrastSpan = Self("video.contrast.low.span", .luma, 0.4)
    package static let contrastLow = Self("video.contrast.low.dark", .luma, 0.15)
    package static let contrastBright = Self("video.contrast.low.bright", .luma, 0.56)

    /// How wide the sharpest edges of a picture out of focus are, as a share of its width: 3 pixels of 1280 are soft, 4.6 are blurred.
    package static let blurredWidth = Self("video.blurred.width", .share, 0.0036)
    package static let blurredDuration = Self("video.blurred.duration", .seconds, 3)
    /// The share of block borders that show a step, beyond what the rest of the picture shows; good encodes stay below 0.035.
    package static let blockyShare = Self("video.blocky.share", .share, 0.06)
    package static let blockyDuration = Self("video.blocky.duration", .seconds, 2)
    /// The noise's standard deviation: 6 of 255 steps swarm visibly.
    package static let noisyLuma = Self("video.noisy.luma", .luma, 0.025)
    package static let noisyDuration = Self("video.noisy.duration", .seconds, 3)
    /// The share of the picture that shows combing.
    package static let interlacedShare = Self("video.interlaced.share", .share, 0.002)
    package static let interlacedDuration = Self("video.interlaced.duration", .seconds, 1)
    /// How much the order of the fields must matter; see `SeriesName.fieldOrder`.
    package static let interlacedOrder = Self("video.interlaced.order", .share, 0.08)

    static let picture: [Rubric.Setting] = [
        blackLuma, blackPeak, blackDuration, blackFade, frozenDuration, frozenArea, staticDuration, staticSound, exposureDuration,
        underexposedMean, underexposedHigh, underexposedSubject, overexposedMean, overexposedLow, overexposedHigh, overexposedMost,
        overexposedSubject, contrastSpan, contrastLow,
        contrastBright, flashes, flashArea, extendedFlashes, extendedFlashDuration, extendedFlashWindow, shake, shakeDuration, letterbox,
        blurredWidth, blurredDuration, blockyShare, blockyDuration, noisyLuma, noisyDuration, interlacedShare, interlacedDuration,
        interlacedOrder,
    ]
}
