/// The stations of a review. Each has a queue of the same name.
package enum Stage: String, Sendable, Codable, Hashable, CaseIterable {
    case ingest, quality, transcription, content, feedback

    /// The stages that must have ended, well or not, before this one starts.
    package var needs: [Stage] {
        switch self {
        case .ingest: []
        case .quality, .transcription: [.ingest]
        case .content: [.quality, .transcription]
        case .feedback: [.content]
        }
    }

    /// The stages that cannot run once this one has failed for good; those that follow them go on without.
    package var impossibleWithout: [Stage] {
        self == .ingest ? [.quality, .transcription, .content] : []
    }

    package var followers: [Stage] {
        Stage.allCases.filter { $0.needs.contains(self) }
    }

    /// The stages that build on what this one gives, near and far, in their order.
    package var dependents: [Stage] {
        let near = followers
        return Stage.allCases.filter { stage in near.contains(stage) || near.contains { $0.dependents.contains(stage) } }
    }
}

/// What a stage did, as the report tells it.
package struct Coverage: Sendable, Codable, Hashable {
    package var stage: Stage
    package var state: State
    /// Why it is not `measured`, for an instructor.
    package var reason: String?
    /// What it would take to have it measured; set in reports, in their language.
    package var advice: String?

    package init(stage: Stage, state: State, reason: String? = nil, advice: String? = nil) {
        self.stage = stage
        self.state = state
        self.reason = reason
        self.advice = advice
    }

    package enum State: String, Sendable, Codable, Hashable {
        case measured
        /// Done in part: the reason says what is lacking.
        case degraded
        case notRun
    }
}
