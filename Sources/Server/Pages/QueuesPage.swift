internal import Feedback
internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import ReviewModel

/// The values of `queues.mustache`: how the queues stand, and the jobs that an operator may have to do with.
struct QueuesPage: Sendable {
    let queues: PageTexts.Queues
    /// Whether the reader serves every course: a queue is of all of them.
    let servesAll: Bool
    let lines: [Line]
    let groups: [Group]

    struct Line: Sendable {
        var queueWord: String
        var queueName: String
        var isPaused: Bool
        var waitingCount: Int
        var runningCount: Int
        var workerCount: Int
        var oldestText: String
        /// How long an hour of recording takes.
        var paceText: String
        var deadCount: Int
        var hasDead: Bool
        var switchWord: String
        var switchName: String
        var switchLabel: String
        var switchDone: String
        var retryLabel: String
        var retryDone: String

        init(_ overview: QueueOverview, _ texts: PageTexts.Queues) {
            func count(_ state: Job.State) -> Int { overview.jobs[state.rawValue] ?? 0 }
            queueWord = overview.name.rawValue
            queueName = ReportWords.stage(overview.name)
            isPaused = overview.paused
            (waitingCount, runningCount, deadCount) = (count(.waiting), count(.running), count(.dead))
            workerCount = overview.workers
            oldestText = overview.oldestWaiting.map(NumberStyle.english.length) ?? texts.none
            paceText = overview.pace.map { NumberStyle.english.length($0 * 3_600) } ?? texts.none
            hasDead = deadCount > 0
            switchWord = overview.paused ? "resume" : "pause"
            switchName = overview.paused ? texts.resume : texts.pause
            switchLabel = "\(switchName): \(queueName)"
            switchDone = "\(queueName): \(overview.paused ? texts.resumedDone : texts.pausedDone)"
            retryLabel = "\(texts.retryAll): \(queueName)"
            retryDone = texts.retriedAll
        }
    }

    /// Jobs in one state.
    struct Group: Sendable {
        var groupWord: String
        var groupName: String
        var groupEmpty: String
        var hasJobs: Bool
        var jobs: [JobLine]
        var isLong: Bool

        init(_ state: Job.State, _ jobs: [Job], limit: Int, titles: [String: String], _ texts: PageTexts.Queues) {
            groupWord = state.rawValue
            switch state {
            case .running: (groupName, groupEmpty) = (texts.runningJobs, texts.noRunningJobs)
            case .waiting: (groupName, groupEmpty) = (texts.waitingJobs, texts.noWaitingJobs)
            case .dead, .done, .cancelled: (groupName, groupEmpty) = (texts.deadJobs, texts.noDeadJobs)
            }
            hasJobs = !jobs.isEmpty
            isLong = jobs.count > limit
            self.jobs = jobs.prefix(limit).map { JobLine($0, title: titles[$0.review], texts) }
        }
    }

    struct JobLine: Sendable {
        var job: String
        var jobQueue: String
        var jobReview: String
        var jobTitle: String
        var hasCourse: Bool
        var jobCourse: String
        var jobLine: String
        var jobAt: String
        var jobAtText: String
        var lastError: String?
        var hasEarlierErrors: Bool
        var earlierErrorsText: String
        /// The newest first, without the last.
        var earlierErrors: [Failure]
        var mayRetry: Bool
        var mayCancel: Bool
        var retryJobLabel: String
        var cancelJobLabel: String

        struct Failure: Sendable {
            var errorAt: String
            var errorAtText: String
            var message: String
        }

        init(_ job: Job, title: String?, _ texts: PageTexts.Queues) {
            self.job = job.id
            jobQueue = ReportWords.stage(job.stage)
            jobReview = PageAddress.review(job.review)
            jobTitle = Printed.oneLine(title.flatMap { $0.isEmpty ? nil : $0 } ?? job.review)
            hasCourse = job.course != nil
            jobCourse = Printed.oneLine(job.course ?? "")
            let progress = job.progress.map { " · " + NumberStyle.english.percent($0) } ?? ""
            jobLine = "\(texts.attempt) \(job.attempt)\(job.state == .running ? progress : "") · \(texts.since)"
            let time = TimeOfDay(job.finishedAt ?? job.startedAt ?? job.createdAt)
            (jobAt, jobAtText) = (time.machine, time.text)
            lastError = job.errors.last.map { Printed.oneLine($0.message) }
            let earlier = job.errors.dropLast()
            hasEarlierErrors = !earlier.isEmpty
            earlierErrorsText = earlier.count == 1 ? texts.oneEarlierError : "\(earlier.count) \(texts.earlierErrors)"
            earlierErrors = earlier.reversed().map { failure in
                let time = TimeOfDay(failure.at)
                return Failure(errorAt: time.machine, errorAtText: time.text, message: Printed.oneLine(failure.message))
            }
            mayRetry = job.state == .dead || job.state == .cancelled
            mayCancel = job.state == .waiting || job.state == .running
            retryJobLabel = "\(texts.retry): \(jobQueue), \(jobTitle)"
            cancelJobLabel = "\(texts.cancel): \(jobQueue), \(jobTitle)"
        }
    }
}
