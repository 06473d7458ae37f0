import Detection
import Testing

@Suite struct CostLedgerTests {
    /// A clock that a test moves on.
    private final class Clock {
        var now: UInt64 = 0
        func pass(_ seconds: UInt64) { now += seconds * 1_000_000_000 }
    }

    @Test func whatIsTimedWithinIsBookedToItselfAlone() {
        let clock = Clock()
        let ledger = CostLedger(clock: { clock.now })
        clock.pass(1)
        ledger.book(.decodePicture) {
            clock.pass(2)
            ledger.book(.copy) { clock.pass(4) }
            clock.pass(8)
        }
        ledger.book(.copy) { clock.pass(16) }
        #expect(ledger.seconds[.rest] == 1 && ledger.seconds[.decodePicture] == 10 && ledger.seconds[.copy] == 20)
        #expect(ledger.seconds.values.reduce(0, +) == 31)
    }

    @Test func anErrorEndsWhatIsTimed() {
        struct Failure: Error {}
        let clock = Clock()
        let ledger = CostLedger(clock: { clock.now })
        #expect(throws: Failure.self) { try ledger.book(.spans) { throw Failure() } }
        clock.pass(3)
        #expect(ledger.seconds[.rest] == 3 && ledger.seconds[.spans] == 0)
    }

    @Test func withoutAClockNothingIsBooked() {
        let ledger = CostLedger()
        #expect(ledger.book(.detail) { 7 } == 7)
        #expect(ledger.seconds.isEmpty)
    }
}
