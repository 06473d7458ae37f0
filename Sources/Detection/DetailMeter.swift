import Foundation
import ReviewModel

/// Measures what only full-size pixels show: how wide edges are, compression blocks, combing and noise.
///
/// A few times a second, and never while a picture is repeated, a part of the picture is copied and looked at. What changed between two looks changed
/// at a cut, or else half-way, which is never further off than half the time between them.
struct DetailMeter {
    /// Seconds of a bin.
    static let interval = 0.25
    /// Seconds between two looks.
    private static let pause = 0.4
    /// Luma: from this difference to the picture before on, a picture is looked at at once.
    private static let cut = 0.1
    private static let leastPause = 0.1
    /// Noise is looked for in one of so many.
    private static let looksPerNoise = 3
    /// Combing from which on the next picture is looked at too: a thousandth of the picture.
    private static let leastCombing = 0.001
    /// Seconds by which frames' times may miss a pause.
    private static let slack = 1e-6

    private var edges = HeldSeries(.edgeWidth, .share, interval: interval, resolution: 1e-5, .mean)
    private var blocks = HeldSeries(.blockSteps, .share, interval: interval, resolution: 1.0 / 8192, .mean)
    private var combing = HeldSeries(.combing, .share, interval: interval, resolution: 1.0 / 30000, .mean)
    private var order = HeldSeries(.fieldOrder, .share, interval: 1, resolution: 1.0 / 8192, .mean)
    private var noise = HeldSeries(.pictureNoise, .luma, interval: 1, resolution: 1.0 / 30000, .mean)

    private var focusScan = FocusScan()
    private var blockScan = BlockScan()
    private var sample = DetailSample()
    private var before = DetailSample()
    private var held: Look?
    private var looks = 0
    private var lastNoise: Double?
    /// When the picture changed first and last since the last look; nil if it has not.
    private var changed: (first: Double, last: Double)?
    /// The next picture that differs shows what order the fields are in.
    private var awaitsNext = false

    /// What a look found.
    private struct Look {
        /// From when on what it found holds, and when it was.
        var start: Double
        var time: Double
        var edgeWidth: Double?
        var blocks: Double
        var combing: Double
        var order: Double?
        var noise: Double?
    }

    mutating func push(_ picture: MeasuredPicture) {
        if !picture.isRepeated || held == nil { changed = (changed?.first ?? picture.time, picture.time) }
        if awaitsNext, !picture.isRepeated { lookAtOrder(picture) }
        guard let changed, isDue(picture) else { return }
        self.changed = nil
        // What changed once changed then.
        let start = isCut(picture) ? picture.time : changed.first == changed.last ? changed.first : (changed.first + picture.time) / 2
        close(at: start)
        look(picture, from: start)
    }

    /// The series; the last picture goes at `end`, in seconds.
    mutating func finish(at end: Double) -> [Series] {
        close(at: end)
        return [edges.finish(), blocks.finish(), combing.finish(), order.finish(), noise.finish()]
    }

    private func isDue(_ picture: MeasuredPicture) -> Bool {
        guard let held else { return true }
        return picture.time - held.time >= (isCut(picture) ? Self.leastPause : Self.pause) - Self.slack
    }

    private func isCut(_ picture: MeasuredPicture) -> Bool { picture.difference.whole >= Self.cut }

    private mutating func look(_ picture: MeasuredPicture, from start: Double) {
        awaitsNext = false
        guard let plane = picture.planes()?.luma, DetailSample.canRead(plane) else {
            held = nil
            return
        }
        swap(&sample, &before)
        sample.readLines(plane)
        var look = Look(
            start: start, time: picture.time, edgeWidth: focusScan.width(of: sample), blocks: blocks(in: plane), combing: CombScan.share(of: sample))
        if looks % Self.looksPerNoise == 0 {
            lastNoise = NoiseScan.deviation(of: sample, before: before).map { $0 * picture.range.step }
        }
        look.noise = lastNoise
        looks += 1
        held = look
        awaitsNext = look.combing >= Self.leastCombing
    }

    /// The geometric mean of both directions; the second is fetched only where the first has a grid.
    private mutating func blocks(in plane: Plane) -> Double {
        let across = blockScan.across(sample)
        guard across > 0 else { return 0 }
        sample.readUprights(plane)
        return sqrt(across * blockScan.down(sample))
    }

    private mutating func lookAtOrder(_ picture: MeasuredPicture) {
        awaitsNext = false
        guard let plane = picture.planes()?.luma, DetailSample.canRead(plane) else { return }
        // The next look begins with a swap, so what this overwrites is not needed again.
        before.readLines(plane)
        held?.order = CombScan.order(sample, next: before)
    }

    private mutating func close(at end: Double) {
        guard let held else { return }
        if let width = held.edgeWidth { edges.hold(width, from: held.start, to: end) }
        blocks.hold(held.blocks, from: held.start, to: end)
        combing.hold(held.combing, from: held.start, to: end)
        if let value = held.order { order.hold(value, from: held.start, to: end) }
        if let value = held.noise { noise.hold(value, from: held.start, to: end) }
        self.held = nil
    }
}
