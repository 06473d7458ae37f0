internal import JobQueue
package import ReviewModel

/// A forecast as pollers see it: in steps, so that a poll changes only when there is something to tell.
package struct Outlook: Sendable, Hashable {
    package let step: Stage
    package let position: Int?
    /// Seconds since 1970; nil where it cannot be told.
    package let completion: Double?
    /// Whether the step waits in a queue that stands still.
    package let isPaused: Bool

    /// - Parameter shown: what was told before; a time that is about the same stays, because each change is sent to everybody who waits.
    init(_ forecast: Forecast, at now: Double, after shown: Outlook? = nil) {
        (step, position, isPaused) = (forecast.step, forecast.position, forecast.isPaused)
        let completion = forecast.remaining.map { remaining in
            let grain: Double = remaining < 60 ? 5 : remaining < 600 ? 15 : 60
            return ((now + remaining) / grain).rounded(.up) * grain
        }
        if let completion, let before = shown?.completion, before > now, abs(completion - before) <= max(10, (before - now) / 5) {
            self.completion = before
        } else {
            self.completion = completion
        }
    }

    /// Tells outlooks of one version of a review apart.
    var mark: String {
        let time = completion.map { String(Int($0), radix: 36) } ?? "-"
        return "\(step.rawValue.first ?? "-")\(position ?? 0).\(time)\(isPaused ? "!" : "")"
    }

    /// Seconds after which it is worth to ask again.
    func retryAfter(at now: Double) -> Int {
        guard let completion else { return 5 }
        return Int(min(60, max(1, completion - now)).rounded(.up))
    }
}
