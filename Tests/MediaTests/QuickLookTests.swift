import Foundation
import Media
import ReviewModel
import TestSupport
import Testing

/// What a quick look says against what a full look says of the same recording.
@Suite struct QuickLookTests {
    private struct Looks {
        let full: MeasurementSet
        let quick: MeasurementSet

        init(_ clip: Clip) throws {
            full = try clip.inspect()
            quick = try clip.inspect(.quick)
        }

        var unseen: [TimeRange] { quick.summary.unseen ?? [] }
    }

    private static let sound = "-f lavfi -i sine=f=300:d=12"
    private static let codecs = "\(x264) -g 50 -c:a aac -shortest"
    /// A camera's picture: something moves everywhere all the time.
    private static let camera = "-f lavfi -i testsrc2=s=320x240:r=25:d=12 \(sound)"

    @Test func aSlideIsMeasuredAsByAFullLook() throws {
        let looks = try Looks(Clip("-f lavfi -i smptebars=s=320x240:r=25:d=12 \(Self.sound) \(Self.codecs) -sc_threshold 0"))
        #expect(looks.quick.summary.unseen == [])
        #expect(looks.full.summary.unseen == nil)
        // Noise shows between two pictures only; a slide that is sent once has none.
        #expect(looks.full[.pictureNoise]?.measured.allSatisfy { $0 < 0.001 } ?? true)
        for series in looks.full.series where series.name != .pictureNoise {
            #expect(looks.quick[series.name]?.count == series.count, "\(series.name.rawValue)")
        }
        for name in [SeriesName.lumaMean, .lumaHighMinimum, .lumaHighMaximum, .lumaLow, .lumaPeak, .lumaSubject] {
            let (full, quick) = (try #require(looks.full[name]), try #require(looks.quick[name]))
            for (index, value) in full.steps.indices.map({ ($0, full[$0]) }) {
                #expect(abs((quick[index] ?? -1) - (value ?? -1)) < 0.01, "\(name.rawValue) \(index)")
            }
        }
        for name in [SeriesName.frames, .intervalShortest, .intervalLongest, .barTop, .barLeft, .flashTransitions] {
            #expect(looks.quick[name] == looks.full[name], "\(name.rawValue)")
        }
        #expect(looks.quick.summary.videoEnd == looks.full.summary.videoEnd)
        #expect(looks.quick.summary.frames == looks.full.summary.frames)
        #expect(looks.quick.spans.map(\.kind) == looks.full.spans.map(\.kind))
        #expect(looks.quick.events == looks.full.events)
    }

    @Test func aSlideUpToTheEndIsShownUpToTheEnd() throws {
        // One key picture for all of it: black to the end must not end with its first picture.
        let looks = try Looks(Clip("-f lavfi -i color=black:s=320x240:r=25:d=10 \(x264) -g 500"))
        #expect(looks.quick[.lumaPeak]?.end == looks.full[.lumaPeak]?.end)
        #expect(looks.quick[.lumaPeak]?.ranges { $0 < 0.05 }.map(\.duration) == looks.full[.lumaPeak]?.ranges { $0 < 0.05 }.map(\.duration))
        #expect(abs((looks.quick.summary.videoEnd ?? 0) - 10) < 0.001)
    }

    @Test func blackWithinACameraHasTheSameEdges() throws {
        // From 5.2 s to 7.2 s: begins within a group of pictures and ends within the next but one.
        let looks = try Looks(Clip("\(Self.camera) -vf drawbox=c=black:t=fill:enable='between(t,5.19,7.19)' \(Self.codecs) -sc_threshold 0"))
        let dark = { (set: MeasurementSet) in set[.lumaHighMinimum]?.ranges { $0 < 0.1 } ?? [] }
        let (full, quick) = (dark(looks.full), dark(looks.quick))
        try #require(full.count == 1 && quick.count == 1)
        #expect(abs(full[0].start - 5.2) < 0.25 && abs(full[0].end - 7.2) < 0.25)
        #expect(abs(quick[0].start - full[0].start) < 0.25 && abs(quick[0].end - full[0].end) < 0.25)
        let changes = looks.quick.events(.pictureChange).map(\.start)
        for edge in [5.2, 7.2] { #expect(changes.contains { abs($0 - edge) < 0.05 }, "\(edge)") }
    }

    @Test(arguments: [(3.0, 2.5), (4.4, 1.2), (7.0, 3.0), (5.5, 1.0)])
    func aFreezeIsFoundOrToldAsUnseen(start: Double, length: Double) throws {
        let end = start + length
        let clip = try Clip(
            "\(Self.camera) -vf loop=loop=\(Int(length * 25)):size=1:start=\(Int(start * 25)),setpts=N/25/TB,trim=end=12 \(Self.codecs)"
                + " -sc_threshold 0")
        let looks = try Looks(clip)
        let truth = TimeRange(start: start + 0.2, end: end - 0.2)
        // The full look is the yardstick: the clip holds the freeze.
        try #require(Self.still(looks.full).contains { $0.start <= truth.start && $0.end >= truth.end })
        let isFound = Self.still(looks.quick).contains { $0.start <= truth.start && $0.end >= truth.end }
        let isTold = looks.unseen.contains { $0.overlaps(truth) }
        #expect(isFound || isTold)
        // Stillness is claimed only where it is, or where it is said that nobody looked.
        for range in Self.still(looks.quick) where range.duration > 0.5 {
            #expect(range.overlaps(TimeRange(start: start, end: end)) || looks.unseen.contains { $0.overlaps(range) }, "\(range)")
        }
    }

    @Test func aSmallInsetBesideMuchDetailIsSeenToMove() throws {
        let page = "-f lavfi -i testsrc2=s=320x240:r=25:d=8,loop=loop=-1:size=1:start=0,noise=alls=40:all_seed=3"
        let inset = "-f lavfi -i testsrc2=s=32x32:r=25:d=8"
        let looks = try Looks(
            Clip("\(page) \(inset) -filter_complex [0][1]overlay=x='200+20*sin(2*t)':y=150 -t 8 -c:v libx264 -preset veryfast -threads 1 -g 50"))
        // Every second either moves or is told of.
        let change = try #require(looks.quick[.motionFirst])
        for second in 0..<8 where !looks.unseen.contains(where: { $0.contains(Double(second) + 0.5) }) {
            #expect((second * 5..<second * 5 + 5).contains { change[$0] != nil }, "\(second)")
        }
    }

    /// Where pictures do not differ from those before them.
    private static func still(_ set: MeasurementSet) -> [TimeRange] {
        set[.change]?.ranges { $0 < 0.001 } ?? []
    }

    @Test func whatIsUnseenIsTold() throws {
        let looks = try Looks(Clip("\(Self.camera) \(Self.codecs) -sc_threshold 0"))
        #expect(!looks.unseen.isEmpty)
        // Groups of two seconds: the first and the last are decoded, and something between is not.
        #expect((4...10).contains(looks.unseen.totalDuration))
        let change = try #require(looks.quick[.change])
        for index in 0..<change.count {
            let bin = change.range(at: index)
            let isUnseen = looks.unseen.contains { $0.start < bin.start && bin.end < $0.end }
            let isSeen = !looks.unseen.contains { $0.overlaps(bin) }
            // No picture is compared where none is decoded; every one moves where they are.
            if isUnseen { #expect(change[index] == 0, "\(bin.start)") }
            if isSeen { #expect((change[index] ?? 0) > 0.001, "\(bin.start)") }
        }
        #expect(looks.quick.summary.videoEnd == looks.full.summary.videoEnd)
        #expect(looks.quick[.frames] == looks.full[.frames])
    }

    @Test func soundAndFramesAreThoseOfAFullLook() throws {
        let looks = try Looks(Clip("\(Self.camera) \(Self.codecs)"))
        #expect(looks.quick.summary.frames == 300)
        let sound = { (set: MeasurementSet) in set.series.filter { $0.name.rawValue.hasPrefix("audio.") } }
        #expect(!sound(looks.full).isEmpty)
        #expect(sound(looks.quick) == sound(looks.full))
        var quick = looks.quick.summary
        quick.unseen = nil
        #expect(quick == looks.full.summary)
    }

    /// What makes decoding by groups hard: pictures that refer beyond their group, no times, no marks, and a beginning amid a group.
    @Test(arguments: [
        ("b.mp4", "-bf 3 -b_strategy 0"), ("open.mkv", "-bf 3 -b_strategy 0 -x264-params open-gop=1"),
        ("open.ts", "-bf 3 -b_strategy 0 -x264-params open-gop=1"), ("refresh.mkv", "-x264-params intra-refresh=1"),
        ("times.avi", "-bf 0"), ("mpeg2.mpg", "-c:v mpeg2video -bf 2 -g 12 -c:a mp2"), ("vp9.webm", ""),
    ])
    func everyPictureIsShownWithoutError(name: String, options: String) throws {
        let codecs = name.hasSuffix("webm") ? "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 50 -c:a libopus -shortest" : Self.codecs
        // The second half stands still.
        let freeze = "-vf loop=loop=60:size=1:start=60,setpts=N/25/TB,trim=end=6 -t 6"
        let looks = try Looks(Clip("\(Self.camera) \(freeze) \(codecs) \(options)", to: name))
        #expect(looks.quick.summary.frames == looks.full.summary.frames)
        #expect(looks.quick.summary.decodeErrors == 0 && looks.full.summary.decodeErrors == 0)
        #expect(looks.quick.events(.timestampGap) == looks.full.events(.timestampGap))
        #expect(abs((looks.quick.summary.videoEnd ?? 0) - (looks.full.summary.videoEnd ?? 0)) < 0.001)
        // What is measured anywhere is what is on show there, not grey for want of a reference.
        let (full, quick) = (try #require(looks.full[.lumaMean]), try #require(looks.quick[.lumaMean]))
        for index in full.steps.indices where !looks.unseen.contains(where: { $0.overlaps(full.range(at: index)) }) {
            #expect(abs((quick[index] ?? -1) - (full[index] ?? -1)) < 0.02, "\(index)")
        }
    }

    @Test(arguments: ["late.mkv", "late.ts"])
    func aStreamThatBeginsAmidAGroupIsLookedAtAlike(name: String) throws {
        // The key picture and 20 more are cut off; a player waits, or shows what it can.
        let whole = try Clip("\(Self.camera) \(Self.codecs) -sc_threshold 0", to: "whole.mkv")
        let late = try Clip("-i \(whole.path) -map 0:v -c copy -bsf:v noise=drop='lt(n\\,21)' -t 6", to: name)
        let looks = try Looks(late)
        #expect(looks.quick.summary.frames == looks.full.summary.frames)
        #expect(looks.quick.summary.decodeErrors == looks.full.summary.decodeErrors)
        #expect(looks.quick.summary.videoStart == looks.full.summary.videoStart)
    }
}
