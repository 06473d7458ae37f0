import Foundation
import ReviewModel

/// Finds the moments at which the noise between words steps up or down.
///
/// While there is noise no band falls below it; without, some bands are always empty, in pauses all, in vowels the high ones, in sibilants the low
/// ones. So the step lies beside the last (or the first) moment at which several bands lie below the noise.
struct NoiseSteps {
    let gram: BandGram
    /// What each band keeps up.
    let floors: BandGram

    /// Half of the moments over which a step is looked for.
    private static let reach = 40
    /// The least step of the whole, and of a band that is asked, in half decibels.
    private static let least = 10
    private static let leastOfBand = 8
    /// What lies this much below the noise in this share of the bands, but not fewer than that many, is no noise; in half decibels.
    private static let below = 4
    private static let share = 0.2
    private static let fewest = 3

    func find() -> [MediaEvent] {
        let totals = floors.totals.map(Int.init)
        guard totals.count > 2 * Self.reach else { return [] }
        var events: [MediaEvent] = []
        var moment = Self.reach
        while moment < totals.count - Self.reach {
            let rise = totals[moment + Self.reach] - totals[moment - Self.reach]
            guard abs(rise) >= Self.least else {
                moment += 1
                continue
            }
            // The stretch in which the step lies between both sides; in its middle both are farthest from it.
            let first = moment
            while moment < totals.count - Self.reach, moment < first + 2 * Self.reach,
                (totals[moment + Self.reach] - totals[moment - Self.reach]) * rise.signum() >= Self.least
            {
                moment += 1
            }
            if let event = step(round: (first + moment - 1) / 2, rises: rise > 0) { events.append(event) }
        }
        return events
    }

    private func step(round middle: Int, rises: Bool) -> MediaEvent? {
        let moments = middle - Self.reach...min(floors.count - 1, middle + Self.reach)
        let (quiet, loud) = rises ? (moments.lowerBound, moments.upperBound) : (moments.upperBound, moments.lowerBound)
        let bands = (0..<floors.bands).filter { Int(floors[loud, $0]) - Int(floors[quiet, $0]) >= Self.leastOfBand }
        guard !bands.isEmpty else { return nil }
        let needed = min(bands.count, max(Self.fewest, Int((Double(bands.count) * Self.share).rounded(.up))))
        func isEmpty(_ moment: Int) -> Bool {
            bands.count { Int(gram[moment, $0]) <= Int(floors[loud, $0]) - Self.below } >= needed
        }
        guard let edge = rises ? moments.last(where: isEmpty).map({ $0 + 1 }) : moments.first(where: isEmpty) else { return nil }
        let (power, other) = (Self.power(floors, loud), Self.power(floors, quiet))
        let step = 10 * log10(max(power, 1e-12) / max(other, 1e-12))
        return MediaEvent(.noiseStep, start: Double(edge) * BandGram.interval, value: rises ? step : -step)
    }

    private static func power(_ gram: BandGram, _ moment: Int) -> Double {
        (0..<gram.bands).reduce(0.0) { $0 + Double(BandGram.power[Int(gram[moment, $1])]) }
    }
}
