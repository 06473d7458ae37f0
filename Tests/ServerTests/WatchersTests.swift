import TestSupport
import Testing

@testable import Server

@Suite("Those who wait for news", .timeLimit(.minutes(1))) struct WatchersTests {
    /// How often a stream wakes that ends now.
    private static func wakes(_ stream: AsyncStream<Void>) async -> Int {
        var count = 0
        for await _ in stream { count += 1 }
        return count
    }

    @Test("News of a review wakes those who wait for it, and nobody else")
    func news() async {
        let watchers = Watchers()
        let (first, second, other) = (watchers.wakes(for: "a", every: 5), watchers.wakes(for: "a", every: 5), watchers.wakes(for: "b", every: 5))
        #expect(watchers.count == 3)
        watchers.wake("a")
        watchers.wake("nobody's")
        watchers.close()
        #expect(await Self.wakes(first) == 1)
        #expect(await Self.wakes(second) == 1)
        #expect(await Self.wakes(other) == 0)
    }

    @Test("Wakes that nobody has taken yet are one")
    func coalesced() async {
        let watchers = Watchers()
        let stream = watchers.wakes(for: "a", every: 1)
        for _ in 0..<100 { watchers.wake("a") }
        for _ in 0..<100 { watchers.tick() }
        watchers.close()
        #expect(await Self.wakes(stream) == 1)
    }

    @Test("Without news it wakes once its seconds are over", arguments: [(1, 0, 0), (1, 1, 1), (3, 2, 0), (3, 3, 1), (15, 14, 0), (15, 15, 1)])
    func ticks(interval: Int, ticks: Int, wakes: Int) async {
        let watchers = Watchers()
        let stream = watchers.wakes(for: "a", every: interval)
        for _ in 0..<ticks { watchers.tick() }
        watchers.close()
        #expect(await Self.wakes(stream) == wakes)
    }

    @Test("It wakes after each interval anew, and each has its own")
    func again() async {
        let watchers = Watchers()
        let (short, long) = (watchers.wakes(for: "a", every: 2), watchers.wakes(for: "a", every: 5))
        var ticks = short.makeAsyncIterator()
        for _ in 0..<2 {
            for _ in 0..<2 { watchers.tick() }
            let woke: Void? = await ticks.next()
            #expect(woke != nil)
        }
        watchers.tick()
        watchers.close()
        let end: Void? = await ticks.next()
        #expect(end == nil)
        #expect(await Self.wakes(long) == 1)
    }

    @Test("The end of the service ends every stream, and what begins later ends at once")
    func close() async {
        let watchers = Watchers()
        let streams = (0..<100).map { watchers.wakes(for: "r\($0 % 7)", every: 5) }
        watchers.close()
        for stream in streams { #expect(await Self.wakes(stream) == 0) }
        #expect(watchers.count == 0)
        #expect(await Self.wakes(watchers.wakes(for: "a", every: 5)) == 0)
        #expect(watchers.count == 0)
        watchers.wake("a")
        watchers.tick()
        watchers.close()
    }

    @Test("Whoever lets go of a stream is no longer counted")
    func letGo() async {
        let watchers = Watchers()
        let kept = watchers.wakes(for: "a", every: 5)
        do {
            let dropped = watchers.wakes(for: "a", every: 5)
            #expect(watchers.count == 2)
            withExtendedLifetime(dropped) {}
        }
        #expect(watchers.count == 1)
        watchers.wake("a")
        watchers.close()
        #expect(await Self.wakes(kept) == 1)
    }

    @Test("A task that is cancelled while it waits is no longer counted")
    func cancelled() async throws {
        let watchers = Watchers()
        let task = Task { [stream = watchers.wakes(for: "a", every: 5)] in await Self.wakes(stream) }
        #expect(watchers.count == 1)
        task.cancel()
        #expect(await task.value == 0)
        #expect(try await eventually { watchers.count == 0 })
    }

    @Test("Ten thousand are woken together")
    func many() async throws {
        let watchers = Watchers()
        let streams = (0..<10_000).map { _ in watchers.wakes(for: "a", every: 30) }
        watchers.wake("a")
        watchers.close()
        var woken = 0
        for stream in streams { woken += await Self.wakes(stream) }
        #expect(woken == 10_000)
    }
}
