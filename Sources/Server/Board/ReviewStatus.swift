internal import Foundation
internal import ReviewModel

/// A review as a poll shows it.
struct ReviewStatus: Encodable {
    var id: String
    var title: String
    var course: String?
    var rubric: String
    var depth: Depth
    var state: Review.State
    var version: Int
    var createdAt: String
    var completedAt: String?
    var source: Source?
    var media: MediaInfo?
    var problem: String?
    var replaces: String?
    var stages: [Review.StageStatus]
    /// What it works on or waits for, while it is in the queues.
    var step: Stage?
    /// Its place in the line, from 1; absent once the step runs.
    var position: Int?
    /// True where the step waits in a queue that an operator has paused; else absent.
    var paused: Bool?
    var estimatedCompletion: String?
    var links: [String: String]

    init(_ review: Review, _ outlook: Outlook? = nil) {
        id = review.id
        title = review.title
        course = review.course
        rubric = review.rubric.name
        depth = review.depth
        state = review.state
        version = review.version
        createdAt = InternetTime.text(review.createdAt)
        completedAt = review.completedAt.map(InternetTime.text)
        source = review.source.map(Source.init)
        media = review.media
        problem = review.problem
        replaces = review.replaces
        stages = review.stages
        (step, position) = (outlook?.step, outlook?.position)
        paused = outlook?.isPaused == true ? true : nil
        estimatedCompletion = outlook?.completion.map(InternetTime.text)
        let path = Self.path(review.id)
        links = ["self": path]
        switch review.state {
        case .awaitingMedia: links["media"] = path + "/media"
        case .inProgress, .completed, .refused, .failed: links["report"] = review.source.map { _ in path + "/report" }
        case .cancelled: break
        }
    }

    struct Source: Encodable {
        var fileName: String
        var bytes: Int64
        var sha256: String
        var way: Arrival.Way?
        var reference: String?
        var sender: String?
        var arrivedAt: String?

        init(_ source: Review.Source) {
            (fileName, bytes, sha256, way) = (source.fileName, source.bytes, source.sha256, source.way)
            // An address may hold the right to use it in its query, and where the server has its folders is nobody's business.
            reference = source.way == .folder ? nil : source.reference.map { String($0.prefix { $0 != "?" && $0 != "#" }) }
            sender = source.sender
            arrivedAt = source.arrivedAt.map(InternetTime.text)
        }
    }

    static func path(_ id: String) -> String { "/v1/reviews/\(id)" }
}
