import Foundation
import ReviewModel

/// Measures what only full-size pixels show: how wide edges are, compression blocks, combing and noise.
///
/// Four times a second at most, and never while a picture is repeated, a part of the picture is copied and looked at. A value holds until the
/// next one.
struct DetailMeter {
    /// Seconds between two looks, and of a bin.
    static let interval = 0.25
    /// Noise is looked for in one of so many.
    private static let looksPerNoise = 4
    /// Combing from which on the next picture is looked at too: a thousandth of the picture.
    private static let leastCombing = 0.001
    /// Times this close to a bin's edge, in bins, lie on it.
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
    /// The picture has changed since the last look.
    private var isStale = true
    /// The next picture that differs shows what order the fields are in.
    private var awaitsNext = false

    /// What a look found.
    private struct Look {
        var time: Double
        var edgeWidth: Double?
        var blocks: Double
        var combing: Double
        var order: Double?
        var noise: Double?
    }

    mutating func push(_ picture: MeasuredPicture) {
        if !picture.isRepeated { isStale = true }
        if awaitsNext, !picture.isRepeated { lookAtOrder(picture) }
        guard isStale, isDue(picture.time) else { return }
        isStale = false
        close(at: picture.time)
        look(picture)
    }

    /// The series; the last picture goes at `end`, in seconds.
    mutating func finish(at end: Double) -> [Series] {
        close(at: end)
        return [edges.finish(), blocks.finish(), combing.finish(), order.finish(), noise.finish()]
    }

    private func isDue(_ time: Double) -> Bool {
        guard let held else { return true }
        return Int(time / Self.interval + Self.slack) > Int(held.time / Self.interval + Self.slack)
    }

    private mutating func look(_ picture: MeasuredPicture) {
        awaitsNext = false
        guard let plane = picture.planes()?.luma, DetailSample.canRead(plane) else {
            held = nil
            return
        }
        swap(&sample, &before)
        sample.readLines(plane)
        var look = Look(time: picture.time, edgeWidth: focusScan.width(of: sample), blocks: blocks(in: plane), combing: CombScan.share(of: sample))
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
        if let width = held.edgeWidth { edges.hold(width, from: held.time, to: end) }
        blocks.hold(held.blocks, from: held.time, to: end)
        combing.hold(held.combing, from: held.time, to: end)
        if let value = held.order { order.hold(value, from: held.time, to: end) }
        if let value = held.noise { noise.hold(value, from: held.time, to: end) }
        self.held = nil
    }
}
