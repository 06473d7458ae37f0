package import ReviewModel

/// A unit of work as it lies in a queue.
package struct Job: Sendable, Hashable {
    package var id: String
    package var stage: Stage
    package var review: String
    package var course: String?
    package var state: State
    /// How often it was started; a give-back and a lost lease do not count.
    package var attempt: Int
    /// How often a worker let its lease run out, by dying for example.
    package var leaseLosses: Int
    package var runAt: Double
    /// 0 to 1, nil where it cannot be told.
    package var progress: Double?
    package var errors: [Failure]
    package var createdAt: Double
    package var startedAt: Double?
    package var finishedAt: Double?

    package enum State: String, Sendable, Codable, CaseIterable {
        case waiting, running, done
        /// It failed for good; its errors say why. An operator can retry it.
        case dead
        case cancelled
    }

    /// One failed attempt.
    package struct Failure: Sendable, Codable, Hashable {
        package var at: Double
        package var attempt: Int
        package var message: String

        package init(at: Double, attempt: Int, message: String) {
            self.at = at
            self.attempt = attempt
            self.message = message
        }
    }
}

/// The right to work on a job until a moment. The token grows with every claim, so that an old holder can commit nothing.
package struct Lease: Sendable, Hashable, Identifiable {
    package struct ID: Sendable, Hashable {
        package var job: String
        package var token: Int
    }

    package var id: ID { ID(job: job.id, token: token) }
    package var job: Job
    package var token: Int
    package var worker: String
    /// Seconds since 1970.
    package var until: Double
}
