/// A recording under review, as uploaders and pollers see it.
package struct Review: Sendable, Codable, Hashable {
    package var id: String
    package var title: String
    package var course: String?
    package var rubric: Rubric
    package var depth: Depth
    package var state: State
    /// Counts up with every change; the ETag of a poll.
    package var version: Int
    /// Seconds since 1970.
    package var createdAt: Double
    package var completedAt: Double?
    /// Whether speech is to be recognised.
    package var transcribe: Bool
    package var source: Source?
    package var media: MediaInfo?
    /// Why it was refused or failed, for the uploader.
    package var problem: String?
    /// The review of an earlier upload of the same lecture, where the uploader named it.
    package var replaces: String?
    package var stages: [StageStatus]

    package init(
        id: String, title: String, course: String? = nil, rubric: Rubric = .lecture, depth: Depth = .full, state: State = .awaitingMedia,
        version: Int = 1,
        createdAt: Double, completedAt: Double? = nil, transcribe: Bool = true, source: Source? = nil, media: MediaInfo? = nil,
        problem: String? = nil, replaces: String? = nil, stages: [StageStatus] = []
    ) {
        self.id = id
        self.title = title
        self.course = course
        self.rubric = rubric
        self.depth = depth
        self.state = state
        self.version = version
        self.createdAt = createdAt
        self.completedAt = completedAt
        self.transcribe = transcribe
        self.source = source
        self.media = media
        self.problem = problem
        self.replaces = replaces
        self.stages = stages
    }

    package enum State: String, Sendable, Codable, Hashable, CaseIterable {
        /// Created; the recording has not arrived.
        case awaitingMedia
        /// Arrived; stages wait or run.
        case inProgress
        /// The report is ready.
        case completed
        /// The recording could not be opened; the report says why.
        case refused
        /// Nothing could be measured, or the report could not be made; `problem` says why.
        case failed
        case cancelled

        package var isFinal: Bool {
            switch self {
            case .awaitingMedia, .inProgress: false
            case .completed, .refused, .failed, .cancelled: true
            }
        }
    }

    /// The bytes that arrived: one record, whatever way they came.
    package struct Source: Sendable, Codable, Hashable {
        package var fileName: String
        package var bytes: Int64
        /// Lower-case hexadecimal; also the blob's name.
        package var sha256: String
        /// nil for a recording from before ways were noted.
        package var way: Arrival.Way?
        /// Where it was taken from, if it was not sent: an address or a path.
        package var reference: String?
        package var sender: String?
        /// Seconds since 1970.
        package var arrivedAt: Double?

        package init(
            fileName: String, bytes: Int64, sha256: String, way: Arrival.Way? = nil, reference: String? = nil, sender: String? = nil,
            arrivedAt: Double? = nil
        ) {
            self.fileName = fileName
            self.bytes = bytes
            self.sha256 = sha256
            self.way = way
            self.reference = reference
            self.sender = sender
            self.arrivedAt = arrivedAt
        }

        package init(_ arrival: Arrival, bytes: Int64, sha256: String, at time: Double) {
            self.init(
                fileName: arrival.fileName, bytes: bytes, sha256: sha256, way: arrival.way, reference: arrival.reference,
                sender: arrival.sender, arrivedAt: time)
        }
    }

    package struct StageStatus: Sendable, Codable, Hashable {
        package var stage: Stage
        package var state: State
        /// 0 to 1 while running, nil where it cannot be told.
        package var progress: Double?
        package var reason: String?

        package init(stage: Stage, state: State, progress: Double? = nil, reason: String? = nil) {
            self.stage = stage
            self.state = state
            self.progress = progress
            self.reason = reason
        }

        package enum State: String, Sendable, Codable, Hashable {
            case waiting, running, measured, degraded, notRun

            /// Whether followers may start.
            package var isSettled: Bool {
                switch self {
                case .waiting, .running: false
                case .measured, .degraded, .notRun: true
                }
            }
        }
    }
}
