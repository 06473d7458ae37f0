internal import Foundation
package import ReviewModel

/// What of the talk reaches those who listen by a phone's speaker, with one earphone, or by a laptop in a noisy room.
///
/// Each sets the volume by what the talk mostly sounds like to them, as far as their device goes, and leaves it there. A second of talk is lost that is
/// then too soft for them: where it lasts, words are missed.
package struct ListenerSimulation: Sendable {
    /// How far below its usual level, in dB, talk is lost on somebody.
    ///
    /// In a quiet place speech is understood some 12 dB below its usual level, the lower half of its dynamic range (ANSI S3.5, clause 5.1, has ±15 dB). A
    /// phone at its loudest has some 10 dB to give away over the noise of a street. Talk from a laptop in a room where others talk lies about 5 dB
    /// over them; at 4 dB under them listeners miss every second word (the speech reception threshold in babble is about -4 dB).
    private static let margins: [Listener.Kind: Double] = [.phone: 10, .earbud: 12, .laptop: 9]
    /// How much louder somebody with one earphone can turn it.
    private static let earbudReach = 10.0
    /// Softer talk must last so long, in seconds, and pauses so short part no two stretches of it.
    private static let shortest = 3
    private static let gap = 2
    /// Without a transcript, seconds within this of the loudest are taken for talk, in LU.
    private static let talk = 15.0

    /// The loudness of the whole, by the second, LUFS.
    private let both: [Double]
    /// Whether somebody talks, by the second.
    private let isTalk: [Bool]
    private let measurements: MeasurementSet

    /// Nil where there is no talk to be heard, or what it takes was not measured.
    package init?(_ measurements: MeasurementSet, transcript: Transcript?) {
        guard let loudness = measurements[.loudnessShortTerm], let loudest = loudness.percentile(0.95) else { return nil }
        both = Self.levels(loudness, seconds: loudness.count)
        if let speech = transcript?.speech, !speech.isEmpty {
            isTalk = (0..<loudness.count).map { second in speech.contains { $0.contains(Double(second) + 0.5) } }
        } else {
            isTalk = (0..<loudness.count).map { (loudness[$0] ?? -120) > loudest - Self.talk }
        }
        guard isTalk.contains(true) else { return nil }
        self.measurements = measurements
    }

    /// Those for whom it could be told.
    package func listeners() -> [Listener] { [phone(), earbud(), laptop()].compactMap(\.self) }

    private func phone() -> Listener? {
        measurements[.loudnessOnPhone].flatMap { listener(.phone, Self.levels($0, seconds: both.count), usual: usual(both)) }
    }

    private func laptop() -> Listener? { listener(.laptop, both, usual: usual(both)) }

    /// The side on which more is lost.
    private func earbud() -> Listener? {
        let channels = measurements.channelLevels
        // One channel is heard on both sides.
        if channels.count == 1 { return listener(.earbud, both, usual: usual(both)) }
        guard channels.count == 2 else { return nil }
        let sides = channels.map(mean)
        let stronger = both.indices.map { second in sides.map { $0[second] }.max() ?? -120 }
        guard let most = usual(stronger) else { return nil }
        let listeners = zip(sides, [Listener.Side.left, .right]).compactMap { levels, side -> Listener? in
            let own = max(usual(levels) ?? -120, most - Self.earbudReach)
            var listener = listener(.earbud, levels, usual: own)
            listener?.side = side
            return listener
        }
        guard var worse = listeners.min(by: { $0.heard < $1.heard }) else { return nil }
        if worse.lost.isEmpty { worse.side = nil }
        return worse
    }

    private func listener(_ kind: Listener.Kind, _ levels: [Double], usual: Double?) -> Listener? {
        guard let usual, let margin = Self.margins[kind] else { return nil }
        let soft = levels.indices.filter { isTalk[$0] && levels[$0] < usual - margin }
        let runs = soft.reduce(into: [ClosedRange<Int>]()) { runs, second in
            if let last = runs.last, second <= last.upperBound + Self.gap {
                runs[runs.count - 1] = last.lowerBound...second
            } else {
                runs.append(second...second)
            }
        }
        let long = runs.filter { $0.count >= Self.shortest }
        let lost = soft.filter { second in long.contains { $0.contains(second) } }.count
        let heard = 1 - Double(lost) / Double(isTalk.filter(\.self).count)
        return Listener(
            kind: kind, heard: heard, lost: long.map { TimeRange(start: Double($0.lowerBound), end: Double($0.upperBound + 1)) })
    }

    /// The level of most of the talk: the median of its seconds.
    private func usual(_ levels: [Double]) -> Double? {
        let talk = zip(levels, isTalk).filter(\.1).map(\.0).sorted()
        return talk.isEmpty ? nil : talk[talk.count / 2]
    }

    /// The series by the second. Short-term loudness looks back over 3 s, so that its middle is a second earlier.
    private static func levels(_ series: Series, seconds: Int) -> [Double] {
        (0..<seconds).map { second in
            let index = min(second + 1, series.count - 1)
            return index >= 0 ? series[index] ?? -120 : -120
        }
    }

    /// The mean level of a channel over each second, smoothed over 3 s as short-term loudness is.
    private func mean(_ channel: Series) -> [Double] {
        let powers = channel.powers(missing: -120)
        let perSecond = Int((1 / channel.interval).rounded())
        return both.indices.map { second in
            let bins = max(0, (second - 1) * perSecond)..<max(0, min(powers.count, (second + 2) * perSecond))
            guard !bins.isEmpty else { return -120 }
            return 10 * log10(max(1e-12, powers[bins].reduce(0, +) / Double(bins.count)))
        }
    }
}
