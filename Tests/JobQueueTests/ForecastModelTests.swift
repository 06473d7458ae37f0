import ReviewModel
import Testing

@testable import JobQueue

@Suite("What is told of when a review will be done") struct ForecastModelTests {
    /// Of a recording of 80 s: ingest takes 10 s, quality 80, transcription 160, content 20, feedback 40.
    private static let paces: [Stage: Double] = [.ingest: 0.125, .quality: 1, .transcription: 2, .content: 0.25, .feedback: 0.5]
    /// What follows ingest: the longer of the two that run side by side, and the rest.
    private static let afterIngest = 160.0 + 20 + 40
    private static let afterBoth = 20.0 + 40

    private static func waiting(_ review: String, _ stage: Stage) -> ForecastModel.Place {
        ForecastModel.Place(review: review, stage: stage, isRunning: false, elapsed: 0)
    }

    private static func running(_ review: String, _ stage: Stage, progress: Double? = nil, elapsed: Double = 0) -> ForecastModel.Place {
        ForecastModel.Place(review: review, stage: stage, isRunning: true, progress: progress, elapsed: elapsed)
    }

    private static func forecasts(
        _ places: [ForecastModel.Place], paces: [Stage: Double] = paces, usualLength: Double? = nil, length: Double? = 80,
        paused: Set<Stage> = []
    ) -> [String: Forecast] {
        ForecastModel(paces: paces, usualLength: usualLength, paused: paused).forecasts(places) { _ in length }
    }

    @Test("Those who wait have places from 1 on, and each waits for those before it")
    func positions() {
        let told = Self.forecasts((1...3).map { Self.waiting("r\($0)", .ingest) })
        for number in 1...3 {
            #expect(
                told["r\(number)"]
                    == Forecast(step: .ingest, position: number, remaining: Double(number) * 10 + Self.afterIngest))
        }
        #expect(told.count == 3)
    }

    @Test("One that runs has no place; its own progress counts once there is some, and the usual pace before")
    func runs() {
        func remaining(_ progress: Double?, after elapsed: Double) -> Double? {
            let told = Self.forecasts([Self.running("r", .ingest, progress: progress, elapsed: elapsed)])["r"]
            #expect(told?.step == .ingest && told?.position == nil)
            return told?.remaining.map { $0 - Self.afterIngest }
        }
        #expect(remaining(0.25, after: 30) == 90)
        #expect(remaining(0.5, after: 30) == 30)
        #expect(remaining(1, after: 30) == 0)
        #expect(remaining(0.05, after: 4) == 6)
        #expect(remaining(nil, after: 4) == 6)
        // What takes longer than usual is about to end, as far as anybody knows.
        #expect(remaining(nil, after: 300) == 0)
    }

    @Test("Those who wait share as many workers as run now")
    func workers() {
        let one = Self.forecasts([Self.running("a", .ingest, progress: 0.25, elapsed: 30), Self.waiting("b", .ingest)])
        #expect(one["b"] == Forecast(step: .ingest, position: 1, remaining: 90 + 10 + Self.afterIngest))
        let two = Self.forecasts([
            Self.running("a", .ingest, elapsed: 4), Self.running("b", .ingest), Self.waiting("c", .ingest), Self.waiting("d", .ingest),
        ])
        #expect(two["c"] == Forecast(step: .ingest, position: 1, remaining: (6 + 10) / 2 + 10 + Self.afterIngest))
        #expect(two["d"] == Forecast(step: .ingest, position: 2, remaining: (6 + 10 + 10) / 2 + 10 + Self.afterIngest))
    }

    @Test("Where a pace is not known, a place is told and no time")
    func unknownPace() {
        var paces = Self.paces
        paces[.ingest] = nil
        let told = Self.forecasts([Self.waiting("a", .ingest), Self.waiting("b", .ingest)], paces: paces)
        #expect(told["a"] == Forecast(step: .ingest, position: 1, remaining: nil))
        #expect(told["b"] == Forecast(step: .ingest, position: 2, remaining: nil))
        // Its own progress is enough for the one that runs; nobody knows of those behind it.
        let half = Self.forecasts([Self.running("a", .ingest, progress: 0.5, elapsed: 30), Self.waiting("b", .ingest)], paces: paces)
        #expect(half["a"]?.remaining == 30 + Self.afterIngest && half["b"]?.remaining == nil)
    }

    @Test("A stage to come that nobody knows leaves the time open", arguments: [Stage.quality, .transcription, .content, .feedback])
    func unknownLater(stage: Stage) {
        var paces = Self.paces
        paces[stage] = nil
        #expect(Self.forecasts([Self.waiting("a", .ingest)], paces: paces)["a"] == Forecast(step: .ingest, position: 1, remaining: nil))
    }

    @Test("A recording whose length is not known is taken for a usual one; without one, no time is told")
    func length() {
        let usual = Self.forecasts([Self.waiting("a", .ingest)], usualLength: 160, length: nil)
        #expect(usual["a"]?.remaining == 2 * (10 + Self.afterIngest))
        let own = Self.forecasts([Self.waiting("a", .ingest)], usualLength: 160)
        #expect(own["a"]?.remaining == 10 + Self.afterIngest)
        #expect(Self.forecasts([Self.waiting("a", .ingest)], length: nil)["a"]?.remaining == nil)
    }

    @Test("Of two stages side by side, the one that ends last is told")
    func parallel() {
        let both = Self.forecasts([Self.waiting("x", .transcription), Self.waiting("r", .quality), Self.waiting("r", .transcription)])
        #expect(both["r"] == Forecast(step: .transcription, position: 2, remaining: 160 + 160 + Self.afterBoth))
        let quality = Self.forecasts([Self.waiting("r", .quality), Self.running("r", .transcription, progress: 0.9, elapsed: 90)])
        #expect(quality["r"] == Forecast(step: .quality, position: 1, remaining: 80 + Self.afterBoth))
        var paces = Self.paces
        paces[.quality] = nil
        let unknown = Self.forecasts([Self.waiting("r", .quality), Self.waiting("r", .transcription)], paces: paces)
        #expect(unknown["r"] == Forecast(step: .quality, position: 1, remaining: nil))
    }

    @Test("What waits in a paused queue is told of before all else, and without a time; what runs there goes on")
    func paused() {
        let waits = Self.forecasts([Self.waiting("r", .quality), Self.waiting("r", .transcription)], paused: [.quality])
        #expect(waits["r"] == Forecast(step: .quality, position: 1, remaining: nil, isPaused: true))
        let runs = Self.forecasts([Self.running("r", .ingest, progress: 0.5, elapsed: 30), Self.waiting("s", .ingest)], paused: [.ingest])
        #expect(runs["r"]?.isPaused == false && runs["r"]?.remaining == 30 + Self.afterIngest)
        #expect(runs["s"]?.isPaused == true)
    }

    @Test("Stages that follow are added, those that are over are not")
    func later() {
        let rest: [(Stage, Double)] = [(.quality, 80 + Self.afterBoth), (.content, 20 + 40), (.feedback, 40)]
        for (stage, remaining) in rest {
            #expect(Self.forecasts([Self.waiting("r", stage)])["r"] == Forecast(step: stage, position: 1, remaining: remaining))
        }
        // The longer of two that will run side by side, whichever that is.
        var paces = Self.paces
        paces[.quality] = 3
        #expect(Self.forecasts([Self.waiting("r", .ingest)], paces: paces)["r"]?.remaining == 10 + 240 + Self.afterBoth)
    }

    @Test("A queue says nothing of another, and no jobs give no forecasts")
    func apart() {
        let told = Self.forecasts((0..<5).map { Self.waiting("c\($0)", .content) } + [Self.waiting("f", .feedback)])
        #expect(told["f"] == Forecast(step: .feedback, position: 1, remaining: 40))
        #expect(Self.forecasts([]).isEmpty)
    }
}
