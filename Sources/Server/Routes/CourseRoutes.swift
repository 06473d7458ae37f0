internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import ReviewModel
internal import Storage

/// A course as a whole.
struct CourseRoutes {
    let service: ReviewService

    func add(to routes: inout RouteTable) {
        routes.get("v1/courses/{course}", .read, show)
    }

    @Sendable
    private func show(_ request: Request, _ context: APIContext) async throws -> Response {
        try .json(try await service.course(Self.name(context), seenBy: context.principal), headers: [.cacheControl: "private, no-cache"])
    }

    /// The course that a path names.
    static func name(_ context: APIContext) throws -> String {
        let given = try context.parameters.require("course")
        return given.removingPercentEncoding ?? given
    }
}

extension ReviewService {
    /// Lectures that are compared: the newest.
    private static let mostLectures = 200

    /// To those who serve none of its lectures, a course does not exist.
    func course(_ name: String, seenBy principal: Principal) async throws -> CourseOverview {
        let reviews = try await list(course: name, state: nil, cursor: nil, limit: Self.mostLectures, seenBy: principal).reviews
            .filter { $0.state != .cancelled }
        guard !reviews.isEmpty else { throw Problem.courseNotFound }
        let completed = reviews.filter { $0.state == .completed }.map(\.id)
        return try await queue.database.read { session in
            CourseOverview(
                name, reviews, try ResultStore.digests(of: completed, session), responses: try ResponseStore.all(of: completed, session))
        }
    }
}

extension Problem {
    static let courseNotFound = Problem(
        .notFound, "course-not-found", title: "No such course", detail: "There is no course of this name, or it has no lectures yet.")
}
