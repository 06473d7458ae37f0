import ReviewModel

/// Measures how much the picture shakes: follows the move of the picture as a whole from one to the next, and takes from its path what is faster
/// than a hand can want. A pan, a zoom or a page that scrolls goes one way; a shaking camera goes to and fro.
struct ShakeMeter {
    private var series = Series(name: .shake, unit: .share, interval: interval, resolution: 1e-5)
    private var shape: PictureShape?
    private var measured = -Double.infinity
    private var path: [Place] = []
    private var piece = 0

    /// Where the picture stood at a time, share of its width, against where its piece of the path began. A cut begins a new piece.
    struct Place {
        var time: Double
        var position: SIMD2<Double>
        var piece: Int
    }

    private static let interval = 0.5
    /// No more pictures a second than 30 need be looked at, in seconds.
    private static let spacing = 0.03
    /// Pictures that differ by less, in luma, show the same place.
    private static let leastDifference = 0.15 / 255
    /// How much of the path is needed on both sides of a bin, in seconds.
    private static let margin = 0.5

    mutating func push(_ picture: MeasuredPicture) {
        guard picture.time - measured >= Self.spacing else { return }
        defer {
            measured = picture.time
            close(before: picture.time)
        }
        if let shape, picture.isRepeated || isStill(picture, shape) {
            move(.zero, to: picture.time)
            return
        }
        let next = PictureShape(picture.copy)
        if let shift = shape?.shift(to: next) {
            move(shift / Double(next.width), to: picture.time)
        } else {
            piece += 1
            path.append(Place(time: picture.time, position: .zero, piece: piece))
        }
        shape = next
    }

    mutating func finish(at end: Double) -> Series {
        close(before: end + Self.margin)
        return series
    }

    private func isStill(_ picture: MeasuredPicture, _ shape: PictureShape) -> Bool {
        picture.difference.whole < Self.leastDifference && shape.width == picture.copy.width && shape.height == picture.copy.height
    }

    private mutating func move(_ step: SIMD2<Double>, to time: Double) {
        path.append(Place(time: time, position: (path.last?.position ?? .zero) + step, piece: piece))
    }

    /// Closes the bins whose margin has passed.
    private mutating func close(before time: Double) {
        while series.end + Self.margin <= time {
            series.append(Tremor(path: path).amount(from: series.end, to: series.end + Self.interval))
            let oldest = series.end - Self.margin
            path.removeFirst(path.firstIndex { $0.time >= oldest } ?? path.count)
        }
    }
}
