/// The series of what only full-size pixels show. They are sampled in strips of the picture, at most four times a second; the last value holds
/// while a picture is repeated, and a value is missing where the picture gives nothing to measure.
extension SeriesName {
    /// How wide the sharpest edges are from dark to light, as a share of the picture's width (of 640 samples where it has fewer), 0.25 s bins,
    /// step 1/100,000; missing where the picture has too few edges.
    package static let edgeWidth = SeriesName(rawValue: "picture.edge.width")
    /// By how much the samples on a grid of compression blocks that show a step outnumber those beside it, as a share of each; the
    /// geometric mean of both directions, 0 to 1, 0.25 s bins, step 1/8192.
    package static let blockSteps = SeriesName(rawValue: "picture.blocks")
    /// The share of samples whose row differs from both neighbouring rows while these agree, as where two fields show different moments,
    /// 0 to 1, 0.25 s bins, step 1/30,000.
    package static let combing = SeriesName(rawValue: "picture.comb")
    /// How much the order of the fields matters: combing of one field with the next picture's other field against that of the other pair,
    /// the difference over the sum, -1 to 1, positive where the even rows come first, 1 s bins, step 1/8192. Pictures whose rows are of one
    /// moment have nearly none, whatever pattern they show; missing where there was no combing or nothing moved.
    package static let fieldOrder = SeriesName(rawValue: "picture.comb.order")
    /// Standard deviation of the noise in even, still places, full-range luma, 1 s bins, step 1/30,000; missing where the picture has none.
    package static let pictureNoise = SeriesName(rawValue: "picture.noise")
}
