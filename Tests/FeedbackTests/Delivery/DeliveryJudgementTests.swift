import ReviewModel
import Storage
import Testing

@testable import Feedback

@Suite("What an answer means") struct DeliveryJudgementTests {
    private static func judge(
        _ status: Int, pause: Double? = nil, number: Int = 1, failures: Int = 0, random: Double = 0
    ) -> DeliveryJudgement {
        DeliveryJudgement(of: .answered(status: status, pause: pause), number: number, failures: failures, at: 1_000, random: random)
    }

    @Test("Ten attempts over three days, the first at once")
    func schedule() {
        let pauses = (0..<12).map { RetrySchedule.pause(after: $0, random: 0) }
        #expect(pauses == [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400, nil, nil])
        // 75 h 35 min 5 s, as the specification has it.
        #expect(pauses.compactMap(\.self).reduce(0, +) == 272_105)
    }

    @Test("Chance makes a pause longer by a fifth at most, and never shorter")
    func jitter() {
        #expect(RetrySchedule.pause(after: 2, random: 1) == 360)
        #expect(RetrySchedule.pause(after: 2, random: 0.5) == 330)
    }

    @Test("Every 2xx is well", arguments: [200, 201, 202, 204, 299])
    func delivered(status: Int) {
        let judgement = Self.judge(status)
        #expect(judgement.result == .delivered && judgement.note.state == .delivered && judgement.note.status == status)
        #expect(judgement.note.problem == nil && judgement.note.time == 1_000 && judgement.freeAt == 1_000)
    }

    @Test("Nothing else is, a redirect neither", arguments: [100, 199, 301, 302, 307, 400, 401, 404, 409, 500, 501])
    func failed(status: Int) {
        let judgement = Self.judge(status)
        #expect(judgement.result == .postponed && judgement.note.state == .waiting && judgement.note.status == status)
        #expect(judgement.note.problem?.contains("\(status)") == true)
        // Until then nothing else goes there, so that the order is kept.
        #expect(judgement.note.time == 1_005 && judgement.freeAt == 1_005)
    }

    @Test("What fails for long does not hold up the rest")
    func rest() {
        let judgement = Self.judge(500, number: 4)
        #expect(judgement.note.time == 8_200 && judgement.freeAt == 1_005)
    }

    @Test("An endpoint is left alone for longer with each failure there, an hour at most, whatever the events", arguments: [1, 2, 10])
    func rests(number: Int) {
        let rests = (0..<12).map { Self.judge(500, number: number, failures: $0).freeAt - 1_000 }
        let hours = [Double](repeating: 3_600, count: 9)
        #expect(rests == [5, 300, 1_800] + hours)
        #expect(Self.judge(500, number: number, failures: 1, random: 1).freeAt == 1_360)
        #expect(Self.judge(503, number: number, failures: 1).freeAt == 1_300)
    }

    @Test("An endpoint that has too much to do is left alone", arguments: [429, 502, 503, 504])
    func overloaded(status: Int) {
        let judgement = Self.judge(status)
        #expect(judgement.note.time == 1_005 && judgement.freeAt == 1_060)
    }

    @Test("For as long as it asks", arguments: [429, 500, 503])
    func retryAfter(status: Int) {
        let judgement = Self.judge(status, pause: 400)
        #expect(judgement.note.time == 1_400 && judgement.freeAt == 1_400)
        let later = Self.judge(status, pause: 400, number: 4)
        #expect(later.note.time == 8_200 && later.freeAt == 1_400)
        let hasty = Self.judge(status, pause: 20)
        #expect(hasty.note.time == 1_020 && hasty.freeAt == 1_020)
    }

    @Test("One event may wait for a day where that is asked for; others are tried after an hour")
    func longRetryAfter() {
        let judgement = Self.judge(503, pause: 86_400)
        #expect(judgement.note.time == 87_400 && judgement.freeAt == 4_600)
    }

    @Test("After the tenth attempt it is given up")
    func last() {
        #expect(Self.judge(500, number: 9).result == .postponed)
        for number in [10, 11] {
            let judgement = Self.judge(500, number: number)
            #expect(judgement.result == .failed && judgement.note.state == .failed && judgement.note.time == 1_000)
        }
    }

    @Test("410 wants nothing more")
    func gone() {
        let judgement = Self.judge(410)
        #expect(judgement.result == .gone && judgement.note.state == .failed && judgement.note.status == 410)
    }

    @Test("Without an answer there is no status")
    func unanswered() {
        let judgement = DeliveryJudgement(of: .unanswered("It is away."), number: 1, failures: 0, at: 1_000, random: 0)
        #expect(judgement.result == .postponed && judgement.note.status == nil && judgement.note.problem == "It is away.")
    }
}
