internal import ReviewModel
internal import Storage

/// What an attempt means for its event and for its endpoint, by the rules of Standard Webhooks.
struct DeliveryJudgement: Sendable, Hashable {
    /// One of few words, which metrics have.
    enum Result: String, Sendable {
        case delivered
        /// It will be tried again.
        case postponed
        /// Given up after the last attempt.
        case failed
        /// The endpoint wants nothing more.
        case gone
    }

    let result: Result
    let note: DeliveryStore.Note
    /// When the endpoint may be called again.
    let freeAt: Double

    /// Answers of an endpoint that has too much to do.
    private static let overloaded: Set<Int> = [429, 502, 503, 504]
    /// Seconds for which an endpoint is left alone at least after such an answer, unless it asks for less.
    private static let relief = 60.0

    /// - Parameters:
    ///   - number: the how many-th attempt it was to tell of the event, from 1 on.
    ///   - failures: how many attempts at the endpoint failed before this one, since one was accepted there.
    ///   - random: from 0 to 1, for the pauses.
    init(of attempt: DeliveryAttempt, number: Int, failures: Int, at now: Double, random: Double) {
        let (status, asked, problem) = Self.parts(of: attempt)
        guard let problem else {
            (result, freeAt) = (.delivered, now)
            note = DeliveryStore.Note(state: .delivered, status: status, time: now)
            return
        }
        guard status != 410 else {
            (result, freeAt) = (.gone, now)
            note = DeliveryStore.Note(state: .failed, status: status, problem: problem, time: now)
            return
        }
        let pause = RetrySchedule.pause(after: number, random: random)
        let isOverloaded = status.map { Self.overloaded.contains($0) } ?? false
        freeAt = now + Self.rest(after: failures + 1, asking: asked ?? (isOverloaded ? Self.relief : 0), random: random)
        if let pause {
            result = .postponed
            note = DeliveryStore.Note(state: .waiting, status: status, problem: problem, time: now + max(pause, asked ?? 0))
        } else {
            result = .failed
            note = DeliveryStore.Note(state: .failed, status: status, problem: problem, time: now)
        }
    }

    /// Seconds for which an endpoint is left alone. They grow with its failures, of whatever events: else each event that waits there would be a first
    /// attempt, and a side that is away would be called the more often the more there is to tell it. They are bounded, whatever it asks for: what comes
    /// later need not fail as well.
    private static func rest(after failures: Int, asking asked: Double, random: Double) -> Double {
        let pause = RetrySchedule.pause(after: failures, random: random) ?? DeliveryStore.longestRest
        return min(max(pause, asked), DeliveryStore.longestRest)
    }

    /// What came back, for how long the other side wants to be left alone, and what was wrong; nil where nothing was.
    private static func parts(of attempt: DeliveryAttempt) -> (status: Int?, asked: Double?, problem: String?) {
        switch attempt {
        case .unanswered(let sentence): (nil, nil, sentence)
        case .answered(let status, _) where (200..<300).contains(status): (status, nil, nil)
        case .answered(let status, let pause) where (300..<400).contains(status):
            (status, pause, "It answered \(status). Redirects are not followed: give the address that they lead to.")
        case .answered(410, _): (410, nil, "It answered 410: it wants nothing more.")
        case .answered(let status, let pause): (status, pause, "It answered \(status).")
        }
    }
}
