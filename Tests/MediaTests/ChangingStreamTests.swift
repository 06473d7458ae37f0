import Foundation
import Media
import ReviewModel
import Testing

/// Recordings whose clock, size or format changes on the way.
@Suite struct ChangingStreamTests {
    private static let tone = "-f lavfi -i aevalsrc=0.0708*sin(2*PI*1000*t):s=48000:d=2"

    private static func part(_ options: String, size: String = "320x180") throws -> Clip {
        try Clip("-f lavfi -i color=gray:s=\(size):r=25:d=2 \(tone) \(options) -c:a mp2 -b:a 192k", to: "part.ts")
    }

    /// Joined byte by byte, the clock of the second part begins where that of the first began.
    @Test(arguments: [
        ("-c:v mpeg2video -q:v 3 -bf 0", "-c:v mpeg2video -q:v 3 -bf 0", "320x180"),
        ("-c:v mpeg2video -q:v 3 -bf 0", "-c:v mpeg2video -q:v 3 -bf 0 -output_ts_offset 5000", "320x180"),
        ("-c:v mpeg2video -q:v 3 -bf 0", "-c:v mpeg2video -q:v 3 -bf 0", "640x360"),
        ("-c:v mpeg2video -q:v 3 -bf 0", "-c:v mpeg2video -q:v 3 -bf 0 -pix_fmt yuv422p", "320x180"),
        ("-c:v libx264 -preset ultrafast -pix_fmt yuv420p", "-c:v libx264 -preset ultrafast -pix_fmt yuv444p", "320x180"),
    ])
    func joinedParts(first: String, second: String, size: String) throws {
        let both = try Clip(try Self.part(first).data + Self.part(second, size: size).data, named: "both.ts")
        let set = try both.inspect()
        // The demuxer may lose the picture at the seam.
        #expect((99...100).contains(set.summary.frames))
        let (start, end) = (try #require(set.summary.videoStart), try #require(set.summary.videoEnd))
        #expect(abs(end - start - 4) < 0.1)
        #expect(abs(try #require(set.summary.audioEnd) - end) < 0.15)
        #expect(try #require(set[.lumaMean]).measured.allSatisfy { abs($0 - 0.5) < 0.02 })
        #expect(abs(try #require(set.summary.integratedLoudness) + 23) < 0.3)
        #expect(set.events(.timestampGap).count == 1)
    }

    /// Only the picture's clock jumps, in a container that has but one: a hole.
    @Test func timestampsThatJump() throws {
        let whole = try Clip("-f lavfi -i color=gray:s=320x180:r=25:d=4 \(x264)", to: "whole.mkv")
        let set = try Clip("-i \(whole.path) -c copy -bsf:v setts=ts='if(lt(N,50),TS,TS+2000)'", to: "jump.mkv").inspect()
        #expect(set.summary.frames == 100)
        let event = try #require(set.events(.timestampGap).first)
        #expect(set.events(.timestampGap).count == 1)
        #expect(abs(event.start - 1.96) < 0.003 && abs(event.value - 2.04) < 0.003)
        #expect(abs(try #require(set.summary.videoEnd) - 6) < 0.05)
        #expect(try #require(set[.lumaMean]).measured.allSatisfy { abs($0 - 0.5) < 0.02 })
    }

    /// Clusters of a second, of which the third and fourth say that they begin half a second earlier.
    @Test func timestampsThatRunBack() throws {
        var data = try Clip("-f lavfi -i color=gray:s=320x180:r=25:d=4 \(x264) -g 25 -cluster_time_limit 1000", to: "whole.mkv").data
        var clusters: [Data.Index] = []
        while let next = data.range(of: Data([0x1F, 0x43, 0xB6, 0x75]), in: (clusters.last ?? data.startIndex)..<data.endIndex) {
            clusters.append(next.upperBound)
        }
        #expect(clusters.count == 4)
        for cluster in clusters.suffix(2) {
            // The time, in milliseconds, is the cluster's first element.
            let element = try #require(data[cluster...].firstIndex(of: 0xE7))
            let length = Int(data[element + 1] & 0x7F)
            let place = element + 2..<element + 2 + length
            let time = data[place].reduce(0) { $0 << 8 | Int($1) } - 500
            data.replaceSubrange(place, with: (0..<length).reversed().map { UInt8(time >> (8 * $0) & 0xFF) })
        }
        let set = try Clip(data, named: "back.mkv").inspect()
        #expect(set.summary.frames == 100)
        let event = try #require(set.events(.timestampGap).first)
        #expect(set.events(.timestampGap).count == 1)
        #expect(abs(event.start - 1.58) < 0.003 && abs(event.value + 0.46) < 0.003)
        #expect(abs(try #require(set.summary.videoEnd) - 3.5) < 0.05)
        #expect(try #require(set[.lumaMean]).measured.allSatisfy { abs($0 - 0.5) < 0.02 })
    }

    /// Sound whose timestamps run back is cut where it lies on what is there already, and stays on the clock.
    @Test func soundThatRunsBack() throws {
        let whole = try Clip("-f lavfi -i sine=d=4:r=48000 -c:a pcm_s16le", to: "whole.mkv")
        let set = try Clip("-i \(whole.path) -c copy -bsf:a setts=ts='if(lt(TS,2000),TS,TS-1000)'", to: "back.mkv").inspect()
        #expect(abs(try #require(set.summary.audioEnd) - 3) < 0.03)
    }

    @Test func aRecordingThatBeginsAnywhereIsNotDamaged() throws {
        let data = try Clip("-f lavfi -i testsrc2=s=320x180:r=25:d=4 \(Self.tone) \(x264) -g 25 -c:a aac", to: "whole.ts").data
        let set = try Clip(Data(data.dropFirst(data.count / 3 / 188 * 188)), named: "tail.ts").inspect()
        #expect(set.summary.decodeErrors == 0)
        #expect((40...75).contains(set.summary.frames))
    }

    /// A stripe at the left of the stored picture flashes; turned, it lies where a player shows it.
    @Test(arguments: [0, 90, 180, 270])
    func motionLiesWhereItIsShown(clockwise: Int) throws {
        var clip = try Clip(
            "-f lavfi -i color=gray:s=320x180:r=25:d=1 -vf drawbox=w=20:h=180:c=white:t=fill:enable='lt(mod(n,2),1)' \(x264)")
        if clockwise > 0 { clip = try clip.turned(clockwise: clockwise) }
        let map = try #require(try clip.inspect().motion)
        let moving = Set((0..<MotionMap.cells).filter { map[layer: 2, cell: $0] >= .moving })
        let expected = (0..<MotionMap.cells).filter { cell in
            let (row, column) = (cell / MotionMap.columns, cell % MotionMap.columns)
            return switch clockwise {
            case 90: row == 0
            case 180: column == MotionMap.columns - 1
            case 270: row == MotionMap.rows - 1
            default: column == 0
            }
        }
        #expect(moving == Set(expected))
    }
}
