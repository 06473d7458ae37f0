internal import ReviewModel
internal import Storage

/// The lectures of a course side by side, the oldest first, and what stands apart among them. Of a lecture that was uploaded again, the latest upload
/// that has a report stands for it.
struct CourseOverview: Encodable, Sendable {
    var course: String
    var lectures: [Lecture]
    /// Uploads that are left out because a later one of the same lecture has a report.
    var replaced: Int
    var usual: Usual
    /// Checks that the course's rubric could leave out.
    var suggestions: [RubricSuggestion]

    /// A lecture with what learners notice when it differs from the one before. What was not measured is absent.
    struct Lecture: Encodable, Sendable {
        var review: String
        var title: String
        var state: Review.State
        var verdict: Report.Verdict?
        var createdAt: String
        /// Seconds.
        var duration: Double?
        /// LUFS.
        var loudness: Double?
        /// LU over the course's median.
        var loudnessOffset: Double?
        var picture: Picture?
        var channels: Int?
        var wordsPerMinute: Double?
        /// Whether there is a transcript, from which captions are written.
        var hasCaptions: Bool
        /// In what it differs so much that learners notice.
        var outliers: [Trait]
        var links: [String: String]
    }

    struct Picture: Encodable, Sendable, Hashable {
        /// Pixels.
        var width: Int
        var height: Int
        /// Frames a second, to two places.
        var frameRate: Double?
    }

    enum Trait: String, Encodable, Sendable, CaseIterable {
        case loudness, resolution, frameRate, channels, pace, captions
    }

    /// What most of the lectures have; absent where there is no such thing.
    struct Usual: Encodable, Sendable {
        /// Medians.
        var loudness: Double?
        var wordsPerMinute: Double?
        var width: Int?
        var height: Int?
        var frameRate: Double?
        var channels: Int?
        var hasCaptions: Bool?
    }

    /// LU to either side of the median that hardly anybody hears.
    static let loudnessTolerance = 2.0
    /// The share of the median by which a pace is another.
    private static let paceTolerance = 0.25

    /// - Parameter reviews: in any order.
    init(
        _ course: String, _ reviews: [Review], _ digests: [String: ReportDigest], responses: [String: [String: FindingResponse]] = [:]
    ) {
        self.course = course
        let current = Self.current(reviews)
        replaced = reviews.count - current.count
        var lectures = current.map { Lecture($0, digests[$0.id]) }
        let usual = Usual(lectures.filter { $0.state == .completed })
        for index in lectures.indices { lectures[index].compare(with: usual) }
        self.lectures = lectures
        self.usual = usual
        let ids = Set(current.map(\.id))
        suggestions = RubricSuggestion.all(digests.filter { ids.contains($0.key) }, responses)
    }

    /// The reviews that no later one stands for, the oldest first: one of the same title, or one that names the older as what it replaces.
    private static func current(_ reviews: [Review]) -> [Review] {
        let ordered = reviews.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
        var (titles, replaced, current) = (Set<String>(), Set<String>(), [Review]())
        for review in ordered.reversed() {
            let isReplaced = replaced.contains(review.id) || titles.contains(review.title)
            if !isReplaced { current.append(review) }
            guard isReplaced || review.state == .completed else { continue }
            if !review.title.isEmpty { titles.insert(review.title) }
            if let older = review.replaces { replaced.insert(older) }
        }
        return current.reversed()
    }
}

extension CourseOverview.Lecture {
    fileprivate init(_ review: Review, _ digest: ReportDigest?) {
        let (media, figures) = (review.media, digest?.measurements)
        self.init(
            review: review.id, title: review.title.isEmpty ? review.source?.fileName ?? "" : review.title, state: review.state,
            verdict: digest?.verdict, createdAt: InternetTime.text(review.createdAt), duration: media?.duration,
            loudness: figures?.integratedLoudness?.value, loudnessOffset: nil,
            picture: media?.video.map { video in
                CourseOverview.Picture(
                    width: video.displayWidth ?? video.width, height: video.displayHeight ?? video.height,
                    frameRate: video.frameRate.map { ($0 * 100).rounded() / 100 })
            },
            channels: media?.audio?.channels, wordsPerMinute: figures?.wordsPerMinute?.value, hasCaptions: digest?.transcript != nil, outliers: [],
            links: ["self": ReviewStatus.path(review.id), "page": PageAddress.review(review.id)])
    }

    fileprivate mutating func compare(with usual: CourseOverview.Usual) {
        guard state == .completed else { return }
        if let loudness, let median = usual.loudness {
            loudnessOffset = ((loudness - median) * 10).rounded() / 10
            if abs(loudness - median) > CourseOverview.loudnessTolerance { outliers.append(.loudness) }
        }
        if let width = usual.width, let height = usual.height, let picture, picture.width != width || picture.height != height {
            outliers.append(.resolution)
        }
        if let rate = usual.frameRate, let own = picture?.frameRate, abs(own - rate) > 0.5 { outliers.append(.frameRate) }
        if let usualChannels = usual.channels, let channels, channels != usualChannels { outliers.append(.channels) }
        if let wordsPerMinute, let median = usual.wordsPerMinute, abs(wordsPerMinute - median) > CourseOverview.paceLimit(median) {
            outliers.append(.pace)
        }
        if usual.hasCaptions == true, !hasCaptions { outliers.append(.captions) }
    }
}

extension CourseOverview {
    fileprivate static func paceLimit(_ median: Double) -> Double { median * paceTolerance }
}

extension CourseOverview.Usual {
    /// Of one lecture alone nothing is usual.
    fileprivate init(_ lectures: [CourseOverview.Lecture]) {
        self.init()
        guard lectures.count > 1 else { return }
        loudness = Self.median(lectures.compactMap(\.loudness)).map { ($0 * 10).rounded() / 10 }
        wordsPerMinute = Self.median(lectures.compactMap(\.wordsPerMinute)).map { $0.rounded() }
        let sizes = lectures.compactMap(\.picture).map { CourseOverview.Picture(width: $0.width, height: $0.height, frameRate: nil) }
        if let size = Self.most(sizes) { (width, height) = (size.width, size.height) }
        frameRate = Self.most(lectures.compactMap(\.picture?.frameRate))
        channels = Self.most(lectures.compactMap(\.channels))
        hasCaptions = Self.most(lectures.map(\.hasCaptions))
    }

    private static func median(_ values: [Double]) -> Double? {
        let sorted = values.filter(\.isFinite).sorted()
        guard sorted.count > 1 else { return nil }
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    /// The value that more than half have.
    private static func most<Value: Hashable>(_ values: [Value]) -> Value? {
        let counts = Dictionary(grouping: values, by: \.self).mapValues(\.count)
        guard let most = counts.max(by: { $0.value < $1.value }), most.value > 1, most.value * 2 > values.count else { return nil }
        return most.key
    }
}
