import Testing

@testable import Server

@Suite("Buckets of tokens") struct TokenBucketsTests {
    private typealias Level = TokenBuckets.Level

    @Test("A bucket is full at first, and empty after its quota")
    func quota() {
        let buckets = TokenBuckets(quota: 2, window: 10)
        #expect(buckets.take("a", at: 0) == Level(isGranted: true, remaining: 1, wait: 5))
        #expect(buckets.take("a", at: 0) == Level(isGranted: true, remaining: 0, wait: 10))
        #expect(buckets.take("a", at: 0) == Level(isGranted: false, remaining: 0, wait: 5))
    }

    @Test("It fills again with time, token by token")
    func refill() {
        let buckets = TokenBuckets(quota: 2, window: 10)
        for _ in 0..<2 { _ = buckets.take("a", at: 100) }
        #expect(buckets.take("a", at: 104) == Level(isGranted: false, remaining: 0, wait: 1))
        #expect(buckets.take("a", at: 106).isGranted)
        #expect(!buckets.take("a", at: 106).isGranted)
    }

    @Test("Refusals cost nothing: who keeps asking is let in as early as who waits")
    func refusals() {
        let buckets = TokenBuckets(quota: 1, window: 8)
        #expect(buckets.take("a", at: 0).isGranted)
        for second in 1..<8 { #expect(!buckets.take("a", at: Double(second)).isGranted) }
        #expect(buckets.take("a", at: 8).isGranted)
    }

    @Test("It holds no more than its quota, however long nobody came")
    func capacity() {
        let buckets = TokenBuckets(quota: 2, window: 10)
        #expect(buckets.take("a", at: 0).isGranted)
        let granted = (0..<10).count { _ in buckets.take("a", at: 1_000_000).isGranted }
        #expect(granted == 2)
    }

    @Test("Each name has its own")
    func names() {
        let buckets = TokenBuckets(quota: 1, window: 60)
        #expect(buckets.take("a", at: 0).isGranted)
        #expect(!buckets.take("a", at: 0).isGranted)
        #expect(buckets.take("b", at: 0).isGranted)
        #expect(buckets.take("", at: 0).isGranted)
    }

    @Test("A clock that runs back gives nothing and takes nothing")
    func backwards() {
        let buckets = TokenBuckets(quota: 2, window: 10)
        #expect(buckets.take("a", at: 100).remaining == 1)
        #expect(buckets.take("a", at: 50) == Level(isGranted: true, remaining: 0, wait: 10))
        #expect(!buckets.take("a", at: 50).isGranted)
    }

    @Test("Buckets that are full again make room, and those that are not stay as they are")
    func room() {
        let buckets = TokenBuckets(quota: 1, window: 60)
        for number in 0..<100_000 { _ = buckets.take("\(number)", at: 0) }
        #expect(buckets.take("late", at: 30).isGranted)
        #expect(!buckets.take("late", at: 61).isGranted)
        #expect(buckets.take("7", at: 61).isGranted)
    }
}
