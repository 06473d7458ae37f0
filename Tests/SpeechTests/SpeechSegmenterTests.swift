import ReviewModel
import Speech
import Testing

struct SpeechSegmenterTests {
    private func range(_ start: Double, _ end: Double) -> TimeRange { TimeRange(start: start, end: end) }

    /// Feeds ranges as the pipeline does, half a second at a time.
    private func pieces(_ ranges: [TimeRange], end: Double, quietest: (TimeRange) -> Double = \.middle) -> [SpeechSegmenter.Piece] {
        var segmenter = SpeechSegmenter()
        var pieces: [SpeechSegmenter.Piece] = []
        var rest = ranges[...]
        for now in stride(from: 0.5, through: end, by: 0.5) {
            while let next = rest.first, next.end <= now {
                pieces += segmenter.add(next)
                rest.removeFirst()
            }
            let open = rest.first.flatMap { $0.start < now ? $0.start : nil }
            pieces += segmenter.advance(to: now, open: open, quietest: quietest)
        }
        return pieces + segmenter.finish()
    }

    @Test func shortGapsAreJoinedAndLongOnesAreNot() {
        let found = pieces([range(1, 3), range(3.5, 5), range(9, 11)], end: 20)
        #expect(found.map(\.speech) == [[range(1, 3), range(3.5, 5)], [range(9, 11)]])
        #expect(found[0].range == range(0.8, 5.2))
    }

    @Test func aPieceIsReadyOnceTheSilenceIsLong() {
        var segmenter = SpeechSegmenter()
        #expect(segmenter.add(range(1, 3)).isEmpty)
        #expect(segmenter.advance(to: 4, open: nil, quietest: \.middle).isEmpty)
        #expect(segmenter.advance(to: 5.5, open: nil, quietest: \.middle).count == 1)
    }

    @Test func aLongTalkIsCutAtItsPausesAndNothingIsLost() {
        let phrases = (0..<60).map { index in range(Double(index) * 3, Double(index) * 3 + 2.4) }
        let found = pieces(phrases, end: 185)
        #expect(found.flatMap(\.speech) == phrases)
        #expect(found.allSatisfy { $0.range.duration <= 28.5 })
        #expect(found.dropLast().allSatisfy { $0.range.duration > 9 })
        for (piece, next) in zip(found, found.dropFirst()) { #expect(piece.range.end <= next.range.start + 1e-9) }
    }

    @Test func theCutIsAtTheLongestPause() {
        // Pauses of 0.3 s, one of 1.2 s behind the fifth phrase.
        var start = 0.0
        let phrases = (0..<12).map { index in
            defer { start += 2.7 + (index == 4 ? 0.9 : 0) }
            return range(start, start + 2.4)
        }
        let found = pieces(phrases, end: 40)
        #expect(found.map(\.speech.count) == [5, 7])
    }

    @Test func speechWithoutAPauseIsCutWhereItIsQuietest() {
        let found = pieces([range(2, 80)], end: 90) { $0.start + 3 }
        #expect(found.map(\.range) == [range(1.8, 23), range(23, 44), range(44, 65), range(65, 80.2)])
    }

    @Test func theRestOfACutThatIsNoWordIsDropped() {
        let found = pieces([range(0, 28.6)], end: 40) { _ in 28.55 }
        #expect(found.count == 1)
    }

    @Test func soundIsKeptAsLongAsItIsNeeded() {
        var segmenter = SpeechSegmenter()
        #expect(segmenter.needed(now: 100, open: nil) < 100)
        #expect(segmenter.needed(now: 100, open: 90) < 89.8)
        _ = segmenter.add(range(80, 89))
        #expect(segmenter.needed(now: 100, open: 90) < 79.8)
        #expect(segmenter.needed(now: 100, open: 90) > 79)
    }
}
