import ReviewModel
import Testing

@testable import Analysis

@Suite("Rules on the file")
struct ContainerRuleTests {
    @Test("A recording that ends before its declared end is truncated, and its broken tail is not corruption besides")
    func truncated() {
        var recorded = Recorded(seconds: 60)
        recorded.media.duration = 100
        recorded.set.events = [MediaEvent(.decodeError, start: 59.5, end: 59.8, value: 2)]
        let findings = recorded.findings(ContainerRule())
        #expect(findings.map(\.code) == [.containerTruncated])
        #expect(findings.first?.facts == ["declared": 100, "decoded": 60])
        #expect(matches(findings.first?.ranges.first, 60, 100))
    }

    @Test("Half a second less than declared is rounding")
    func rounding() {
        var recorded = Recorded(seconds: 60)
        recorded.media.duration = 60.5
        #expect(recorded.findings(ContainerRule()).isEmpty)
    }

    @Test("A last packet or a tail that is marked as broken, with nothing missing, is no truncation")
    func trailing() {
        var recorded = Recorded(seconds: 60)
        recorded.set.summary.endedEarly = true
        #expect(recorded.findings(ContainerRule()).isEmpty)
        recorded.media.duration = 60.4
        #expect(recorded.findings(ContainerRule()).map(\.code) == [.containerTruncated])
    }

    @Test("A container that does not say when it ends is truncated where it breaks off within a packet", arguments: ["mpegts", "mpeg", "avi"])
    func endless(container: String) {
        var recorded = Recorded(seconds: 60)
        recorded.media.container = container
        recorded.media.duration = 100
        #expect(recorded.findings(ContainerRule()).isEmpty)
        recorded.set.summary.endedEarly = true
        recorded.set.events = [MediaEvent(.decodeError, start: 59.96, value: 1)]
        #expect(recorded.findings(ContainerRule()).map(\.code) == [.containerTruncated])
        recorded.set.summary.endedEarly = false
        #expect(recorded.findings(ContainerRule()).map(\.code) == [.containerTruncated])
        recorded.set.events = [MediaEvent(.decodeError, start: 40, value: 1)]
        #expect(recorded.findings(ContainerRule()).map(\.code) == [.containerCorrupt])
    }

    @Test("Packets that cannot be decoded are counted, neighbours together")
    func corrupt() {
        var recorded = Recorded(seconds: 60)
        recorded.set.events = [10, 10.6, 30].map { MediaEvent(.decodeError, start: $0, end: $0 + 0.1, value: 3) }
        let finding = recorded.findings(ContainerRule()).first
        #expect(finding?.code == .containerCorrupt)
        #expect(finding?.facts["packets"] == 9)
        #expect(finding?.ranges.count == 2)
    }

    @Test("An index behind the media is advice")
    func slowStart() {
        var recorded = Recorded(seconds: 60)
        recorded.media.indexBehindMedia = true
        #expect(recorded.findings(ContainerRule()).map(\.code) == [.containerSlowStart])
    }

    @Test("A missing stream is named")
    func missing() {
        var recorded = Recorded(seconds: 60)
        recorded.media.video = nil
        #expect(recorded.findings(MissingStreamRule()).map(\.code) == [.videoMissing])
        recorded.media.audio = nil
        #expect(recorded.findings(MissingStreamRule()).map(\.code) == [.videoMissing, .audioMissing])
    }
}
