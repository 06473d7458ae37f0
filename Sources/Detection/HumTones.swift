import Foundation
import ReviewModel

/// Makes hums of what was seen: a line that stays at one frequency and level for seconds, through words and pauses.
struct HumTones {
    private let looks: HumLooks

    init(_ looks: HumLooks) {
        self.looks = looks
    }

    /// A line stands out by this much (12 dB) from its surroundings in a long look.
    private static let prominent = 16.0
    /// Over this many looks to either side (2 s), the share that must show the line, and how far its level may wander, in dB.
    private static let side = 4
    private static let share = 0.8
    private static let spread = 5.0
    /// Seconds for which it must be seen.
    private static let shortest = 2.0
    /// The ear takes what lies within 100 Hz together (the critical band at low frequencies).
    private static let criticalBand = 100.0

    /// Level and prominence of the hum, twice a second, and each hum from its beginning to its end.
    var result: (series: [Series], events: [MediaEvent]) {
        var level = Series(name: .humLevel, unit: .decibelsFullScale, interval: HumMeter.interval, resolution: 0.01)
        var prominence = Series(name: .humProminence, unit: .decibels, interval: HumMeter.interval, resolution: 0.01)
        let families = HumMeter.mains.indices.map { family in (0..<looks.count).map { steady($0, family) } }
        var events: [MediaEvent] = []
        var chosen = [Int?](repeating: nil, count: looks.count)
        for (family, tones) in families.enumerated() {
            let other = families[1 - family]
            for run in runs(where: { !tones[$0].isEmpty }) where Double(run.count) * HumMeter.interval >= Self.shortest {
                // 300 Hz is a multiple of both: the one that has more lines has it.
                guard power(tones, run) > power(other, run) || run.allSatisfy({ other[$0].isEmpty }) else { continue }
                guard let event = event(run, tones, family) else { continue }
                events.append(event)
                for look in run { chosen[look] = family }
            }
        }
        for look in 0..<looks.count {
            let lines = chosen[look].map { families[$0][look] } ?? []
            level.append(lines.isEmpty ? nil : 10 * log10(lines.reduce(0) { $0 + $1.level }))
            prominence.append(lines.map(\.prominence).max())
        }
        return ([level, prominence], joined(events))
    }

    /// Runs whose edges met in the search are one hum.
    private func joined(_ events: [MediaEvent]) -> [MediaEvent] {
        var result: [MediaEvent] = []
        for event in events.sorted(by: { ($0.value, $0.start) < ($1.value, $1.start) }) {
            if let last = result.last, last.value == event.value, event.start <= last.end {
                result[result.count - 1].end = max(last.end, event.end)
            } else {
                result.append(event)
            }
        }
        return result.sorted { $0.start < $1.start }
    }

    private struct Line {
        var tone: Int
        /// Mean square.
        var level: Double
        /// The tone against the noise between words in the critical band round it, dB.
        var prominence: Double
    }

    /// The lines of a family that are steady round a look.
    private func steady(_ look: Int, _ family: Int) -> [Line] {
        let range = max(0, look - Self.side)...min(looks.count - 1, look + Self.side)
        return (0..<HumMeter.harmonics).compactMap { harmonic in
            let tone = family * HumMeter.harmonics + harmonic
            let seen = range.filter { looks.prominence($0, tone) >= Self.prominent }
            guard looks.prominence(look, tone) >= Self.prominent, Double(seen.count) >= Self.share * Double(range.count) else { return nil }
            let levels = seen.map { looks.level($0, tone) }.sorted()
            let (low, high) = (levels[levels.count / 5], levels[levels.count * 4 / 5])
            guard high <= low * pow(10, Self.spread / 10) else { return nil }
            let level = levels[levels.count / 2]
            let first = max(0, range.lowerBound * HumMeter.shortLooks)
            let densities = (first..<min(looks.shortCount, (range.upperBound + 1) * HumMeter.shortLooks)).map { looks.density($0, tone) }.sorted()
            let noise = max(1e-13, densities.isEmpty ? 0 : densities[densities.count / 10]) * Self.criticalBand
            return Line(tone: tone, level: level, prominence: 10 * log10(level / noise))
        }
    }

    private func runs(where test: (Int) -> Bool) -> [ClosedRange<Int>] {
        var result: [ClosedRange<Int>] = []
        for look in 0..<looks.count where test(look) {
            if let last = result.last, look - last.upperBound <= 2 {
                result[result.count - 1] = last.lowerBound...look
            } else {
                result.append(look...look)
            }
        }
        return result
    }

    private func power(_ lines: [[Line]], _ run: ClosedRange<Int>) -> Double {
        run.reduce(0) { $0 + lines[$1].reduce(0) { $0 + $1.level } }
    }

    /// A hum with sharp edges, which its most prominent line tells: there the short looks come down to half its amplitude.
    private func event(_ run: ClosedRange<Int>, _ lines: [[Line]], _ family: Int) -> MediaEvent? {
        var strongest: [Int: (sum: Double, count: Int, level: Double)] = [:]
        for line in run.flatMap({ lines[$0] }) {
            let known = strongest[line.tone] ?? (0, 0, 0)
            strongest[line.tone] = (known.sum + line.prominence, known.count + 1, known.level + line.level)
        }
        guard let best = strongest.max(by: { ($0.value.sum, $0.key) < ($1.value.sum, $1.key) }) else { return nil }
        let amplitude = (best.value.level / Double(best.value.count)).squareRoot()
        let middle = (run.lowerBound + run.upperBound + 1) * HumMeter.shortLooks / 2
        return MediaEvent(
            .hum, start: edge(from: middle, by: -1, best.key, amplitude), end: edge(from: middle, by: 1, best.key, amplitude),
            value: HumMeter.mains[family])
    }

    /// Goes from look to look until two in a row are below half the amplitude; between the last above and the first below lies the edge.
    private func edge(from start: Int, by direction: Int, _ tone: Int, _ amplitude: Double) -> Double {
        let interval = HumMeter.interval / Double(HumMeter.shortLooks)
        func share(_ look: Int) -> Double { looks.short(look, tone).squareRoot() / amplitude }
        var look = start
        while look >= 0, look < looks.shortCount {
            let next = look + direction
            if share(look) < 0.5, next < 0 || next >= looks.shortCount || share(next) < 0.5 { break }
            look += direction
        }
        guard look >= 0, look < looks.shortCount else { return Double(max(0, look)) * interval }
        let (inside, outside) = (min(1, share(look - direction)), share(look))
        let part = inside > outside ? max(0, min(1, (inside - 0.5) / (inside - outside))) : 0.5
        return max(0, (Double(look - direction) + 0.5 + Double(direction) * part) * interval)
    }
}
