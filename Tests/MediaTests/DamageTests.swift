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

    @Test(arguments: ["a.mkv", "a.webm", "live.mkv", "a.avi", "a.flv", "a.mpg", "a.ts", "fragments.mp4"])
    func aFileThatBreaksOffEndsEarly(name: String) throws {
        let options = name.hasPrefix("live") ? "-live 1" : name.hasPrefix("fragments") ? "-movflags frag_keyframe+empty_moov" : ""
        let codecs =
            name.hasSuffix("webm")
            ? "-c:v libvpx -deadline realtime -cpu-used 8 -c:a libopus"
            : name.hasSuffix("mpg") ? "-c:v mpeg2video -c:a mp2" : "\(x264) -g 25 -c:a aac"
        let whole = try Clip("-f lavfi -i testsrc2=s=160x120:r=25:d=4 -f lavfi -i sine=d=4 \(codecs) \(options)", to: name)
        #expect(try !whole.inspect().summary.endedEarly)
        // Not at the border of two packets of MPEG-TS.
        let data = try whole.data
        let cut = try Clip(data.prefix(data.count * 6 / 10 / 188 * 188 + 100), named: name).inspect()
        #expect(cut.summary.endedEarly)
        #expect((1.2...3.2).contains(cut.summary.videoEnd ?? 0))
    }

    @Test func samplesOfUnknownNumberAreNotCutOff() throws {
        // As a pipe writes it: the header cannot be completed.
        var data = try Clip("-f lavfi -i sine=d=2.01:r=44100 -c:a pcm_s16le", to: "a.wav").data
        for word in ["RIFF", "data"] {
            let place = try #require(data.range(of: Data(word.utf8))).upperBound
            data.replaceSubrange(place..<place + 4, with: Data(repeating: 0xFF, count: 4))
        }
        let set = try Clip(data, named: "pipe.wav").inspect()
        #expect(set.summary.decodeErrors == 0 && !set.summary.endedEarly)
        #expect(abs((set.summary.audioEnd ?? 0) - 2.01) < 0.001)
    }

    @Test func damagedPacketsAreCounted() throws {
        let whole = try Clip(Self.moving, to: "whole.mkv")
        let damaged = try Clip("-i \(whole.path) -map 0:v -c copy -bsf:v noise=amount=300", to: "damaged.mkv").inspect()
        #expect(damaged.summary.decodeErrors > 0)
        #expect(!damaged.events(.decodeError).isEmpty)
        #expect(Int(damaged.events(.decodeError).reduce(0) { $0 + $1.value }) == damaged.summary.decodeErrors)
    }
}
