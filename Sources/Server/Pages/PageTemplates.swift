internal import Feedback

/// The pages' templates, parsed once.
struct PageTemplates: Sendable {
    let frame: MarkupTemplate
    let home: MarkupTemplate
    let progress: MarkupTemplate
    let review: MarkupTemplate
    let menus: MarkupTemplate
    let answer: MarkupTemplate
    let spoken: MarkupTemplate
    let course: MarkupTemplate
    let queues: MarkupTemplate
    let signIn: MarkupTemplate
    let problem: MarkupTemplate

    /// What does not parse is found by tests.
    static let builtIn = Result { try PageTemplates() }

    private init() throws {
        frame = try MarkupTemplate(PackageResources.frame_mustache)
        home = try MarkupTemplate(PackageResources.home_mustache)
        progress = try MarkupTemplate(PackageResources.progress_mustache)
        review = try MarkupTemplate(PackageResources.review_mustache)
        menus = try MarkupTemplate(PackageResources.menus_mustache)
        answer = try MarkupTemplate(PackageResources.answer_mustache)
        spoken = try MarkupTemplate(PackageResources.spoken_mustache)
        course = try MarkupTemplate(PackageResources.course_mustache)
        queues = try MarkupTemplate(PackageResources.queues_mustache)
        signIn = try MarkupTemplate(PackageResources.signin_mustache)
        problem = try MarkupTemplate(PackageResources.problem_mustache)
    }
}
