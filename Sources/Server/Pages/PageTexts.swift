/// Every text of the pages that is not the report's own, in one language. A translation fills in all of them.
///
/// The reader is a teacher, or somebody who runs the service for teachers: no term without its meaning, no blame, no exclamation.
struct PageTexts: Sendable {
    /// BCP 47.
    let language: String
    let frame: Frame
    let home: Home
    let review: Review
    let queues: Queues
    let course: Course
    let signIn: SignIn
    let problem: Problem
    /// What scripts say, by key. `{name}` stands for what they fill in.
    let phrases: [String: String]

    /// Round every page.
    struct Frame: Sendable {
        let product: String
        let skip: String
        let places: String
        let reviews: String
        let queues: String
        let signIn: String
        let signOut: String
        let footer: String
    }

    struct Home: Sendable {
        let heading: String
        let deleted: String
        let upload: String
        let title: String
        let titleHint: String
        let course: String
        let courseHint: String
        let rubric: String
        let rubricHint: String
        let file: String
        let fileHint: String
        let dropHint: String
        let send: String
        let uploads: String
        let unfinished: String
        let unfinishedHint: String
        let pause: String
        let resume: String
        let discard: String
        let forget: String
        let open: String
        let reviews: String
        let filter: String
        let state: String
        let anyState: String
        let show: String
        let showAll: String
        let toCourse: String
        let sent: String
        let none: String
        let noneSuch: String
        let pages: String
        let newest: String
        let older: String
    }

    struct Review: Sendable {
        let untitled: String
        let skip: String
        let player: String
        let captions: String
        let chapters: String
        let slide: String
        let film: String
        let screen: String
        let cannotPlay: String
        let download: String
        let stages: String
        let reloads: String
        let news: String
        let newsEnded: String
        let awaitingMedia: String
        let awaitingMediaHint: String
        let inProgress: String
        let inProgressHint: String
        let completed: String
        let completedHint: String
        let refused: String
        let failed: String
        let cancelled: String
        let cancelledHint: String
        let uploadAnother: String
        let exports: String
        let judge: String
        let judgeHint: String
        let judgeNow: String
        let rubric: String
        let cancel: String
        let cancelHint: String
        let cancelNow: String
        let delete: String
        let deleteHint: String
        let deleteNow: String
        let answer: String
        let unanswered: String
        let acknowledge: String
        let dismiss: String
        let fix: String
        let addNote: String
        let note: String
        let words: String
        let followWords: String
        let correct: String
        let keep: String
        let leave: String
        let asRecognised: String
        let nothingSaid: String
        let fixScript: String
        let fixScriptHint: String
        let findingsTable: String
        let findingsTableHint: String
        let reportPage: String
        let reportPageHint: String
        let chaptersVTT: String
        let chaptersVTTHint: String
        let chaptersText: String
        let chaptersTextHint: String
        let markersEDL: String
        let markersEDLHint: String
        let markersOTIO: String
        let markersOTIOHint: String
        let captionsVTT: String
        let captionsVTTHint: String
        let captionsSRT: String
        let captionsSRTHint: String
        let text: String
        let textHint: String
    }

    struct Queues: Sendable {
        let heading: String
        let lead: String
        let queues: String
        let queue: String
        let waiting: String
        let running: String
        let workers: String
        let oldest: String
        let pace: String
        let dead: String
        let action: String
        let paused: String
        let pause: String
        let resume: String
        let pausedDone: String
        let resumedDone: String
        let retryAll: String
        let retriedAll: String
        let retry: String
        let retried: String
        let cancel: String
        let cancelled: String
        let deadJobs: String
        let noDeadJobs: String
        let runningJobs: String
        let noRunningJobs: String
        let waitingJobs: String
        let noWaitingJobs: String
        let attempt: String
        let since: String
        let lastError: String
        let earlierErrors: String
        let oneEarlierError: String
        let more: String
        let none: String
    }

    struct Course: Sendable {
        let kind: String
        let summary: String
        let oneLecture: String
        let noLecture: String
        let oneOther: String
        let others: String
        let oneReplaced: String
        let replaced: String
        let differences: String
        let suggestions: String
        let suggestion: String
        let alike: String
        let loudness: String
        let plotCaption: String
        let plotName: String
        let lectures: String
        let number: String
        let title: String
        let date: String
        let verdict: String
        let duration: String
        let loudnessColumn: String
        let picture: String
        let sound: String
        let pace: String
        let captions: String
        let yes: String
        let no: String
        let quieter: String
        let louder: String
        let otherPicture: String
        let otherRate: String
        let otherSound: String
        let faster: String
        let slower: String
        let noCaptions: String
        let noPicture: String
        let noSound: String
        let mono: String
        let stereo: String
        let channels: String
        let unknown: String
    }

    struct SignIn: Sendable {
        let heading: String
        let lead: String
        let token: String
        let tokenHint: String
        let send: String
        let cookie: String
        let wrong: String
        let notAllowed: String
        let ended: String
    }

    struct Problem: Sendable {
        let notFound: String
        let notFoundDetail: String
        let linkEnded: String
        let linkEndedDetail: String
        let home: String
        let back: String
        let code: String
    }
}
