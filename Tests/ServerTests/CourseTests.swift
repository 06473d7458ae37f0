import HTTPTypes
import HummingbirdTesting
import ReviewModel
import Storage
import Testing

@testable import Server

@Suite("The lectures of a course") struct CourseTests {
    private static func lecture(_ number: Int, height: Int, channels: Int) -> Review {
        Review(
            id: "\(number)", title: "Lecture \(number)", course: "maths", state: .completed, createdAt: Double(number),
            media: MediaInfo(
                container: "mov", duration: 60, bytes: 1, video: .init(codec: "h264", width: height * 16 / 9, height: height, frameRate: 25),
                audio: .init(codec: "aac", sampleRate: 48_000, channels: channels)))
    }

    private static func digest(loudness: Double, pace: Double, verdict: Report.Verdict = .pass, findings: [String] = []) throws -> ReportDigest {
        struct Given: Encodable {
            struct Item: Encodable {
                var id: String
                var code: String
            }

            var verdict: Report.Verdict
            var measurements: Report.Figures
            var findings: [Item]
        }
        var figures = Report.Figures()
        figures.integratedLoudness = Quantity(loudness, .loudness)
        figures.wordsPerMinute = Quantity(pace, .wordsPerMinute)
        return try StoredJSON.value(
            try StoredJSON.data(
                Given(
                    verdict: verdict, measurements: figures,
                    findings: findings.map { Given.Item(id: $0, code: String($0.prefix(while: { $0 != "-" }))) })))
    }

    private static func overview(_ values: [(loudness: Double, height: Int, channels: Int, pace: Double)]) throws -> CourseOverview {
        var (reviews, digests): ([Review], [String: ReportDigest]) = ([], [:])
        for (index, value) in values.enumerated() {
            reviews.append(lecture(index + 1, height: value.height, channels: value.channels))
            digests["\(index + 1)"] = try digest(loudness: value.loudness, pace: value.pace)
        }
        return CourseOverview("maths", reviews.reversed(), digests)
    }

    @Test("What stands apart is named, and what is alike is not")
    func outliers() throws {
        let overview = try Self.overview([(-18, 1080, 2, 140), (-18.6, 1080, 2, 150), (-27, 720, 1, 220), (-19, 1080, 2, 145)])
        #expect(overview.lectures.map(\.review) == ["1", "2", "3", "4"])
        #expect(overview.usual.loudness == -18.8 && overview.usual.height == 1080 && overview.usual.channels == 2)
        #expect(overview.lectures.map { $0.outliers.isEmpty } == [true, true, false, true])
        #expect(Set(overview.lectures[2].outliers) == [.loudness, .resolution, .channels, .pace])
        #expect(overview.lectures[2].loudnessOffset == -8.2)
        let page = CoursePage(overview, .english)
        #expect(page.notes.map(\.noteTitle) == ["Lecture 3"])
        #expect(
            page.notes[0].noteText.hasPrefix(
                "8.2 dB quieter than most of the others: learners reach for the volume; 1280 × 720 where most have 1920 × 1080; mono where"))
        #expect(page.hasPlot && page.plotSVG.contains("class=\"dot far\""))
    }

    @Test("A check that is dismissed in most lectures is offered for the rubric, others are not")
    func suggestions() throws {
        let found = [
            ["video.black-1", "video.black-2", "audio.hum-1"], ["video.black-1", "audio.hum-1"], ["video.black-1"], ["video.black-1", "audio.hum-1"],
        ]
        let digests = try found.enumerated().reduce(into: [String: ReportDigest]()) {
            $0["\($1.offset)"] = try Self.digest(loudness: -18, pace: 140, findings: $1.element)
        }
        let dismissed = FindingResponse(state: .dismissed, respondedAt: 1)
        let seen = FindingResponse(state: .acknowledged, respondedAt: 1)
        // In the first lecture one of the two is no fault, and the other is.
        let responses = [
            "0": ["video.black-1": dismissed, "video.black-2": seen, "audio.hum-1": seen],
            "1": ["video.black-1": dismissed, "audio.hum-1": dismissed],
            "2": ["video.black-1": dismissed], "3": ["video.black-1": dismissed],
        ]
        let overview = CourseOverview("maths", (0..<4).map { Self.lecture($0, height: 720, channels: 2) }, digests, responses: responses)
        #expect(overview.suggestions == [RubricSuggestion(code: .videoBlack, dismissed: 3, lectures: 4)])
        let page = CoursePage(overview, .english)
        #expect(page.suggestions.first?.hasPrefix("video.black: you said that it is fine in 3 of the 4 lectures") == true)
        #expect(RubricSuggestion.all(digests.filter { Int($0.key) ?? 0 > 1 }, responses).isEmpty)
    }

    @Test("Of a lecture that was uploaded again, the latest upload with a report stands for it")
    func replaced() throws {
        var reviews = (1...5).map { Self.lecture($0, height: 720, channels: 2) }
        // The second is named by the third, the first has the fourth's title, and the fifth, of the same title too, has no report yet.
        reviews[2].replaces = "2"
        reviews[3].title = "Lecture 1"
        (reviews[4].title, reviews[4].state) = ("Lecture 1", .inProgress)
        let overview = CourseOverview("maths", reviews, [:])
        #expect(overview.lectures.map(\.review) == ["3", "4", "5"])
        #expect(overview.replaced == 2)
        let summary = CoursePage(overview, .english).summary
        #expect(summary.hasPrefix("2 lectures, side by side.") && summary.contains("2 earlier uploads"))
        #expect(summary.contains("One more is not measured"))
    }

    @Test("Recordings without a title are lectures of their own")
    func untitled() throws {
        let reviews = (1...3).map { number in
            var review = Self.lecture(number, height: 720, channels: 2)
            review.title = ""
            return review
        }
        #expect(CourseOverview("maths", reviews, [:]).lectures.count == 3)
    }

    @Test("One lecture alone is compared with nothing")
    func one() throws {
        let overview = try Self.overview([(-30, 720, 1, 90)])
        #expect(overview.lectures[0].outliers.isEmpty && overview.usual.loudness == nil)
        let page = CoursePage(overview, .english)
        #expect(!page.hasPlot && !page.hasNotes && page.summary == PageTexts.english.course.oneLecture)
    }

    @Test("It has the lectures of the course that its reader serves")
    func scope() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let answer = try await client.send(.get, "/v1/courses/physics", as: fixture.token(.instructor, .physics))
            let lectures = answer.object["lectures"] as? [[String: Any]] ?? []
            #expect(Set(lectures.compactMap { $0["review"] as? String }) == fixture.physics.reviews.subtracting([fixture.physics.cancelled]))
            let completed = lectures.first { $0["review"] as? String == fixture.physics.completed }
            #expect(completed?["verdict"] as? String == "fix-required" && completed?["hasCaptions"] as? Bool == true)
            let other = try await client.send(.get, "/v1/courses/physics", as: fixture.token(.instructor, .chemistry))
            #expect(other.status == .notFound && other.problem == "course-not-found")
        }
    }
}
