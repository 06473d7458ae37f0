import Foundation
import Media
import ReviewModel
import Testing

@Suite struct DamageTests {
    private static let moving = "-f lavfi -i testsrc2=s=320x240:r=25:d=4 -f lavfi -i sine=d=4 \(x264) -g 25 -c:a aac"

    @Test func aCutMovieEndsEarly() throws {
        let whole = try Clip("\(Self.moving) -movflags +faststart")
        #expect(try !whole.inspect().summary.endedEarly)
        let data = try whole.data
        let cut = try Clip(data.prefix(data.count * 6 / 10), named: "cut.mp4").inspect()
        #expect(cut.summary.endedEarly)
        #expect((1...3.5).contains(cut.summary.videoEnd ?? 0))
    }

    @Test func damagedPacketsAreCounted() throws {
        let whole = try Clip(Self.moving, to: "whole.mkv")
        let damaged = try Clip("-i \(whole.path) -map 0:v -c copy -bsf:v noise=amount=300", to: "damaged.mkv").inspect()
        #expect(damaged.summary.decodeErrors > 0)
        #expect(!damaged.events(.decodeError).isEmpty)
        #expect(Int(damaged.events(.decodeError).reduce(0) { $0 + $1.value }) == damaged.summary.decodeErrors)
    }
}
