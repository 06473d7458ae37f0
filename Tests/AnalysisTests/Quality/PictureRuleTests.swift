import ReviewModel
import Testing

@testable import Analysis

@Suite("Rules on the picture")
struct PictureRuleTests {
    @Test("Black inside is found with its exact edges")
    func black() {
        var recorded = Recorded(seconds: 30) { (10.2..<13).contains($0) ? 0.01 : 0.5 }
        recorded.set.events = [MediaEvent(.pictureChange, start: 10.12), MediaEvent(.pictureChange, start: 13.04)]
        let finding = recorded.findings(BlackRule()).first
        #expect(finding?.code == .videoBlack)
        #expect(matches(finding?.ranges.first, 10.12, 13.04))
    }

    @Test("A dark slide, a short title card, and fades at the start and end are no black picture")
    func notBlack() {
        #expect(Recorded(seconds: 30, luma: { _ in 18.0 / 255 }).findings(BlackRule()).isEmpty)
        #expect(Recorded(seconds: 30) { (10..<10.4).contains($0) ? 0 : 0.5 }.findings(BlackRule()).isEmpty)
        #expect(Recorded(seconds: 30) { $0 > 27.2 ? 0 : 0.5 }.findings(BlackRule()).isEmpty)
        #expect(Recorded(seconds: 30) { $0 < 2.6 ? 0 : 0.5 }.findings(BlackRule()).isEmpty)
        #expect(!Recorded(seconds: 30) { $0 < 5 ? 0 : 0.5 }.findings(BlackRule()).isEmpty)
    }

    @Test("Black begins where a fade has come to rest; at the end, up to three seconds of it are a fade", arguments: [3.0, 3.4])
    func fadeToBlack(seconds: Double) {
        var recorded = Recorded(seconds: 12 + seconds) { $0 < 11.8 ? 0.5 : $0 < 12 ? 0.055 : 0 }
        recorded.set.series.removeAll { $0.name == .lumaHighMinimum }
        recorded.add(.lumaHighMinimum, resolution: 1.0 / 4096) { $0 < 11.8 ? 0.4 : $0 < 12 ? 0.01 : 0 }
        var series = Series(name: .motionLast, unit: .seconds, interval: 0.2, resolution: 0.001)
        for bin in 0..<Int((12 + seconds) / 0.2) { series.append(bin < 60 ? 0.16 : bin == 60 ? 0 : nil) }
        recorded.set.series.append(series)
        let finding = recorded.findings(BlackRule()).first
        #expect((finding == nil) == (seconds == 3))
        if let finding { #expect(matches(finding.ranges.first, 12, 12 + seconds)) }
    }

    @Test("A camera that stops is frozen, from the last picture that moved to the first that moves again")
    func frozen() throws {
        var recorded = Recorded(seconds: 30, motion: { time, _ in (12.0..<16).contains(time) ? .still : .moving })
        for (name, bin, value) in [(SeriesName.motionLast, 59, 0.16), (.motionFirst, 80, 0.04)] {
            var series = Series(name: name, unit: .seconds, interval: 0.2, resolution: 0.001, steps: .init(repeating: Series.missing, count: 150))
            series.steps[bin] = Int16(value * 1000)
            recorded.set.series.append(series)
        }
        let finding = try #require(recorded.findings(FrozenRule()).first)
        #expect(matches(finding.ranges.first, 11.96, 16.04))
        #expect(finding.facts["area"] == 1)
    }

    @Test("A camera that stops soon after a cut to it is frozen")
    func frozenAfterCut() throws {
        var recorded = Recorded(seconds: 60, motion: { time, _ in (30..<34).contains(time) ? .still : .moving })
        recorded.set.events = [MediaEvent(.pictureChange, start: 29.5)]
        let finding = try #require(recorded.findings(FrozenRule()).first)
        #expect(matches(finding.ranges.first, 30, 34))
    }

    @Test("An inset that stops on a static slide is frozen")
    func inset() throws {
        let recorded = Recorded(seconds: 30, motion: { time, cell in cell % 16 > 12 && cell / 16 > 6 && time < 20 ? .moving : .still })
        let finding = try #require(recorded.findings(FrozenRule()).first)
        #expect(matches(finding.ranges.first, 20, 30))
    }

    @Test("What is no freeze")
    func notFrozen() {
        // A static slide, with a stir at each key frame.
        #expect(Recorded(seconds: 300, motion: { time, _ in Int(time) % 10 == 0 ? .slight : .still }).findings(FrozenRule()).isEmpty)
        // A pointer that stops, and a timer that runs.
        #expect(Recorded(seconds: 60, motion: { time, cell in cell == 40 && time < 30 ? .slight : .still }).findings(FrozenRule()).isEmpty)
        #expect(Recorded(seconds: 60, motion: { _, cell in cell == 40 ? .slight : .still }).findings(FrozenRule()).isEmpty)
        // A camera, then a cut to a slide.
        var cut = Recorded(seconds: 60, motion: { time, _ in time < 30 ? .moving : time < 30.2 ? .replaced : time < 30.6 ? .slight : .still })
        cut.set.events = [MediaEvent(.pictureChange, start: 30)]
        #expect(cut.findings(FrozenRule()).isEmpty)
        // The picture and the sound stop together: a pause in the recording, not a fault of the picture.
        let pause = Recorded(
            seconds: 60, motion: { time, _ in (30..<35).contains(time) ? .still : .moving },
            level: { time, _ in (29..<36).contains(time) ? -90 : -20 })
        #expect(pause.findings(FrozenRule()).isEmpty)
    }

    @Test("A page that scrolls for a while and stands is no freeze; a camera that came with a cut and stops is", arguments: [true, false])
    func scrolled(isCut: Bool) {
        var recorded = Recorded(seconds: 60, motion: { time, _ in (10..<15).contains(time) ? .moving : .still })
        recorded.set.events = isCut ? [MediaEvent(.pictureChange, start: 10, value: 0.3)] : []
        #expect(recorded.findings(FrozenRule()).isEmpty == !isCut)
    }

    @Test("A still picture that a fade has brought, and grain on a picture that holds still, are no freeze")
    func fadeAndGrain() {
        let camera = Recorded(seconds: 60, motion: { time, _ in time < 30 ? .moving : .still })
        #expect(!camera.findings(FrozenRule()).isEmpty)

        // A second of fading from dark to bright, 25 pictures a second, each 0.02 brighter.
        var faded = camera
        faded.add(.lumaMean, resolution: 1.0 / 4096) { time in min(0.8, max(0.3, 0.3 + (time - 29) * 0.5)) }
        faded.add(.change, resolution: 1.0 / 16384) { time in time < 30 ? 0.02 : 0 }
        faded.add(.frames, resolution: 1) { _ in 5 }
        #expect(faded.findings(FrozenRule()).isEmpty)

        var grainy = camera
        grainy.add(.change, resolution: 1.0 / 16384) { time in time < 30 ? 0.02 : 0.002 }
        #expect(grainy.findings(FrozenRule()).isEmpty)
    }

    @Test("Resolution counts the sides, whichever way the picture stands", arguments: [(1280, 720, false), (720, 1280, false), (640, 480, true)])
    func resolution(width: Int, height: Int, isLow: Bool) {
        var recorded = Recorded(seconds: 10)
        recorded.media.video?.width = width
        recorded.media.video?.height = height
        #expect(recorded.findings(ResolutionRule()).isEmpty != isLow)
    }
}
