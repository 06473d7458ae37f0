package import ReviewModel

/// Where a review stands in the queues, and when it will be done.
package struct Forecast: Sendable, Hashable {
    /// The stage that it works on or waits for; of two at a time, the one that holds it up.
    package var step: Stage
    /// How many jobs of the queue begin before its own, and one; nil once it runs.
    package var position: Int?
    /// Seconds until the report; nil where too little is known to tell.
    package var remaining: Double?
    /// Whether it waits in a queue that an operator has paused.
    package var isPaused: Bool

    package init(step: Stage, position: Int? = nil, remaining: Double? = nil, isPaused: Bool = false) {
        self.step = step
        self.position = position
        self.remaining = remaining
        self.isPaused = isPaused
    }
}

/// Reckons forecasts from the jobs that there are and from how long the latest jobs of each queue took.
struct ForecastModel {
    /// A job that waits or runs, in its queue's order.
    struct Place {
        var review: String
        var stage: Stage
        var isRunning: Bool
        /// 0 to 1, nil where it cannot be told.
        var progress: Double?
        /// Seconds since it began.
        var elapsed: Double
    }

    /// Seconds of work for a second of recording; absent where no job of the queue has ended yet.
    var paces: [Stage: Double]
    /// Seconds of recording where a review's own length is not known yet.
    var usualLength: Double?
    /// Queues that stand still.
    var paused: Set<Stage> = []

    /// - Parameters:
    ///   - places: in the order in which jobs of a queue begin.
    ///   - length: seconds of a review's recording, nil where that is not known.
    ///   - skipped: stages that a review goes without.
    func forecasts(
        _ places: [Place], length: (String) -> Double?, skipped: (String) -> Set<Stage> = { _ in [] }
    ) -> [String: Forecast] {
        var ends: [String: [Stage: (seconds: Double?, position: Int?)]] = [:]
        for (stage, queue) in Dictionary(grouping: places, by: \.stage) {
            let running = queue.filter(\.isRunning)
            let slots = Double(max(1, running.count))
            // Work ahead of the next in line, in seconds of one worker; nil once something ahead cannot be told.
            var ahead: Double? = 0
            for place in running {
                let rest = rest(of: place, length: length(place.review))
                ahead = sum(ahead, rest)
                ends[place.review, default: [:]][stage] = (rest, nil)
            }
            for (index, place) in queue.filter({ !$0.isRunning }).enumerated() {
                let work = work(stage, length: length(place.review))
                ends[place.review, default: [:]][stage] = (sum(ahead.map { $0 / slots }, work), index + 1)
                ahead = sum(ahead, work)
            }
        }
        return ends.reduce(into: [:]) { forecasts, entry in
            forecasts[entry.key] = forecast(entry.value, length: length(entry.key), skipped: skipped(entry.key))
        }
    }

    /// The stages at hand end side by side, and those that follow one after the other.
    private func forecast(
        _ ends: [Stage: (seconds: Double?, position: Int?)], length: Double?, skipped: Set<Stage>
    ) -> Forecast? {
        // What stands still ends last of all.
        func isHeld(_ stage: Stage) -> Bool { paused.contains(stage) && ends[stage]?.position != nil }
        let slowest = ends.max { one, other in
            let (left, right) = (one.value.seconds ?? .infinity, other.value.seconds ?? .infinity)
            return isHeld(one.key) == isHeld(other.key) ? left < right : isHeld(other.key)
        }
        guard let slowest else { return nil }
        let isPaused = isHeld(slowest.key)
        var remaining = isPaused ? nil : slowest.value.seconds
        let later = Set(ends.keys.flatMap(\.dependents)).subtracting(ends.keys).subtracting(skipped)
        for group in [[Stage.quality, .transcription], [.content], [.feedback]] {
            let works = group.filter(later.contains).map { work($0, length: length) }
            guard !works.isEmpty else { continue }
            remaining = works.contains(nil) ? nil : sum(remaining, works.compactMap(\.self).max())
        }
        return Forecast(step: slowest.key, position: slowest.value.position, remaining: remaining, isPaused: isPaused)
    }

    private func work(_ stage: Stage, length: Double?) -> Double? {
        guard let pace = paces[stage], let length = length ?? usualLength else { return nil }
        return pace * length
    }

    /// By the job's own progress once there is enough of it, by the usual pace before.
    private func rest(of place: Place, length: Double?) -> Double? {
        if let progress = place.progress, progress > 0.1 { return place.elapsed * (1 - progress) / progress }
        return work(place.stage, length: length).map { max(0, $0 - place.elapsed) }
    }

    private func sum(_ one: Double?, _ other: Double?) -> Double? {
        guard let one, let other else { return nil }
        return one + other
    }
}
