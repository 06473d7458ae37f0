internal import Foundation
internal import ReviewModel

/// The series that tell speech from noise, a bin a second.
struct TalkAndNoise {
    let noise: Series
    private let talk: Series
    private let talkPowers: [Double]
    private let share: Series
    private let evenness: Series
    private let change: Series
    private let unrest: Series

    /// What bins near the ends of a stretch say of change is the change of the stretch's beginning and end.
    private static let margin = 3
    /// What is assumed of change where a stretch is too short to tell.
    private static let unknownChange = 2.0
    /// Three decibels of change weigh as much as one of evenness.
    private static let changeWeight = 1.0 / 3

    init?(_ measurements: MeasurementSet) {
        guard let noise = measurements[.noiseLevel], let talk = measurements[.talkLevel], let share = measurements[.talkShare],
            let evenness = measurements[.noiseEvenness], let change = measurements[.noiseChange], let unrest = measurements[.noiseUnrest]
        else { return nil }
        (self.noise, self.talk, self.share, self.evenness, self.change, self.unrest) = (noise, talk, share, evenness, change, unrest)
        talkPowers = talk.powers()
    }

    /// The mean level of the talk, dBFS; nil where there is less of it than `least`, in seconds.
    func talk(over bins: some Sequence<Int>, least: Double = 0) -> Double? {
        var (power, weight) = (0.0, 0.0)
        for bin in bins where bin >= 0 && bin < min(talk.count, share.count) {
            guard talk.steps[bin] != Series.missing, let part = share[bin] else { continue }
            power += talkPowers[bin] * part
            weight += part
        }
        return weight > 0 && weight >= least ? 10 * log10(power / weight) : nil
    }

    func meanNoise(over bins: some Collection<Int>) -> Double {
        let powers = bins.compactMap { noise[$0] }.map { pow(10, $0 / 10) }
        return powers.isEmpty ? -120 : 10 * log10(powers.reduce(0, +) / Double(powers.count))
    }

    func share(over bins: Range<Int>) -> Double {
        let values = bins.compactMap { $0 < share.count ? share[$0] : nil }
        return values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }

    /// How unlike steady noise a stretch is: 0.6 for a fan, 1.5 to 2 for many voices, over 2.5 for music.
    func liveliness(over bins: Range<Int>) -> Double {
        let even = median(bins.compactMap { $0 < evenness.count ? evenness[$0] : nil }) ?? 0
        let inner = bins.dropFirst(Self.margin).dropLast(Self.margin)
        let change = median(inner.compactMap { $0 < self.change.count ? self.change[$0] : nil }) ?? Self.unknownChange
        return -even + change * Self.changeWeight
    }

    func unrest(over bins: Range<Int>) -> Double {
        median(bins.compactMap { $0 < unrest.count ? unrest[$0] : nil }) ?? 0
    }

    private func median(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }
}
