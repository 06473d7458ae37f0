internal import Feedback
internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import ReviewModel
internal import Storage

/// The values of `home.mustache`: where recordings are sent in, and the list of reviews.
struct HomePage: Sendable {
    let home: PageTexts.Home
    /// What somebody has just done elsewhere.
    let done: String?
    let maySubmit: Bool
    /// The course of whoever serves one alone.
    let ownCourse: String
    let courses: [String]
    let rubrics: [RubricChoice]

    let course: String
    let states: [StateChoice]
    let isFiltered: Bool
    let courseLink: String?
    let emptyText: String
    let hasReviews: Bool
    let reviews: [Line]
    let hasPages: Bool
    let first: String?
    let next: String?

    struct StateChoice: Sendable {
        var word: String
        var name: String
        var isChosen: Bool
    }

    struct Line: Sendable {
        var id: String
        var address: String
        var name: String
        var hasCourse: Bool
        var courseName: String
        var courseAddress: String
        var stateWord: String
        /// Whether there may be news.
        var isOpen: Bool
        var outcome: String
        var outcomeStyle: String
        var outcomeIconSVG: String
        var sentAt: String
        var sentAtText: String

        init(_ review: Review, _ digest: ReportDigest?, _ texts: PageTexts) {
            id = review.id
            address = PageAddress.review(review.id)
            name = ReviewName.text(review, texts.review)
            hasCourse = review.course != nil
            courseName = Printed.oneLine(review.course ?? "")
            courseAddress = PageAddress.course(review.course ?? "")
            stateWord = review.state.rawValue
            isOpen = !review.state.isFinal
            let outcome = ReviewOutcome(review.state, digest?.verdict, isSoundOnly: review.media?.isSoundOnly ?? false, texts.review)
            (self.outcome, outcomeStyle, outcomeIconSVG) = (outcome.text, outcome.style, outcome.iconSVG)
            let time = TimeOfDay(review.createdAt)
            (sentAt, sentAtText) = (time.machine, time.text)
        }
    }

    /// Where a browser goes on once a review is deleted.
    static let afterDeletion = "/?done=deleted"

    /// What a list was asked for.
    struct Filter: Sendable {
        /// Whether a review was deleted just before.
        var isDeleted = false
        var course: String?
        var state: Review.State?
        var cursor: String?

        /// Of the page of the same list that begins elsewhere.
        func address(from cursor: String?) -> String {
            PageAddress.with("/", [("course", course), ("state", state?.rawValue), ("cursor", cursor)])
        }
    }

    init(
        _ reviews: [Review], _ digests: [String: ReportDigest], next cursor: String?, _ filter: Filter, rubrics: [Rubric], for principal: Principal,
        _ texts: PageTexts
    ) {
        home = texts.home
        done = filter.isDeleted ? home.deleted : nil
        maySubmit = principal.permissions.contains(.submit)
        var courses = Set(reviews.compactMap(\.course))
        var ownCourse = ""
        if case .courses(let own) = principal.scope {
            courses.formUnion(own)
            if own.count == 1 { ownCourse = own.first ?? "" }
        }
        self.ownCourse = ownCourse
        self.courses = courses.sorted()
        self.rubrics = rubrics.map { RubricChoice($0) }
        course = filter.course ?? ""
        states = Review.State.allCases.map { state in
            StateChoice(word: state.rawValue, name: ReviewOutcome.name(state, texts.review), isChosen: state == filter.state)
        }
        isFiltered = filter.course != nil || filter.state != nil
        courseLink = filter.course.map(PageAddress.course)
        emptyText = filter.course == nil && filter.state == nil && filter.cursor == nil ? home.none : home.noneSuch
        hasReviews = !reviews.isEmpty
        self.reviews = reviews.map { Line($0, digests[$0.id], texts) }
        first = filter.cursor == nil ? nil : filter.address(from: nil)
        next = cursor.map { filter.address(from: $0) }
        hasPages = first != nil || next != nil
    }

    struct Routes {
        let service: ReviewService
        let uploads: UploadDesk
        let desk: PageDesk

        private static let length = 25

        func add(to routes: inout RouteTable) {
            routes.get("", .follow, show)
            routes.post("upload", .submit, upload)
        }

        @Sendable
        private func show(_ request: Request, _ context: APIContext) async throws -> Response {
            let principal = context.principal
            // A link shows its review, and no list.
            if case .review = principal.scope { throw Problem.forbidden }
            let filter = try filter(request)
            let (reviews, next) = try await service.list(
                course: filter.course, state: filter.state, cursor: filter.cursor, limit: Self.length, seenBy: principal)
            var digests: [String: ReportDigest] = [:]
            if principal.permissions.contains(.read) {
                let completed = reviews.filter { $0.state == .completed }.map(\.id)
                digests = try await service.queue.database.read { try ResultStore.digests(of: completed, $0) }
            }
            let page = HomePage(
                reviews, digests, next: next, filter, rubrics: service.rubrics.rubrics, for: principal, desk.texts)
            let scripts = page.maySubmit ? ["page.js", "list.js", "upload.js"] : ["page.js", "list.js"]
            return try desk.page(
                try desk.templates.home.render(page), PageDesk.About(title: desk.texts.home.heading, place: .reviews, scripts: scripts), for: context)
        }

        private func filter(_ request: Request) throws -> Filter {
            var filter = Filter(course: request.filter("course"), cursor: request.filter("cursor"))
            filter.isDeleted = request.filter("done") == "deleted"
            guard filter.course?.utf8.contains(0) != true else { throw Problem.hasNUL("course") }
            if request.filter("state") != nil { filter.state = try request.word("state") }
            return filter
        }

        /// A form of a browser without scripts.
        @Sendable
        private func upload(_ request: Request, _ context: APIContext) async throws -> Response {
            let entry = try await FormRoutes(desk: uploads).take(request, context)
            return .seeOther(PageAddress.review(entry.review.id))
        }
    }
}
