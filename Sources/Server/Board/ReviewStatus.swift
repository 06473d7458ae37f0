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
    var source: Review.Source?
    var media: MediaInfo?
    var problem: String?
    var stages: [Review.StageStatus]
    var links: [String: String]

    init(_ review: Review) {
        id = review.id
        title = review.title
        course = review.course
        rubric = review.rubric.name
        depth = review.depth
        state = review.state
        version = review.version
        createdAt = InternetTime.text(review.createdAt)
        completedAt = review.completedAt.map(InternetTime.text)
        source = review.source
        media = review.media
        problem = review.problem
        stages = review.stages
        let path = Self.path(review.id)
        links = ["self": path]
        switch review.state {
        case .awaitingMedia: links["media"] = path + "/media"
        case .inProgress, .completed, .refused, .failed: links["report"] = path + "/report"
        case .cancelled: break
        }
    }

    static func path(_ id: String) -> String { "/v1/reviews/\(id)" }
}
