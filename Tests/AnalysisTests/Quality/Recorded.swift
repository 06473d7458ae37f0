import Foundation
import ReviewModel

@testable import Analysis

/// Builds the measurements of a made-up recording: a camera picture with speech on both sides, without a fault.
struct Recorded {
    var seconds: Double
    var media: MediaInfo
    var set = MeasurementSet()

    /// `picture` tells what each cell does at a time; the default is a camera that moves everywhere.
    init(
        seconds: Double, channels: Int = 2, luma: (Double) -> Double = { _ in 0.5 },
        motion: (Double, Int) -> MotionMap.Motion = { _, _ in .moving }, level: (Double, Int) -> Double = { _, _ in -20 }
    ) {
        self.seconds = seconds
        media = MediaInfo(
            container: "mov,mp4,m4a,3gp,3g2,mj2", duration: seconds, bytes: 1,
            video: .init(codec: "h264", width: 1280, height: 720, frameRate: 25),
            audio: .init(codec: "aac", sampleRate: 48000, channels: channels), indexBehindMedia: false)
        for name in [SeriesName.lumaHighMinimum, .lumaHighMaximum] {
            var series = Series(name: name, unit: .luma, interval: 0.2, resolution: 1.0 / 4096)
            for bin in 0..<Int(seconds * 5) { series.append(luma((Double(bin) + 0.5) / 5)) }
            set.series.append(series)
        }
        var map = MotionMap(interval: 0.2)
        for layer in 0..<Int(seconds * 5) {
            map.append((0..<MotionMap.cells).map { motion((Double(layer) + 0.5) / 5, $0) })
        }
        set.motion = map
        for channel in 0..<channels {
            var series = Series(name: .level(channel: channel), unit: .decibelsFullScale, interval: 0.05, resolution: 0.01)
            for bin in 0..<Int(seconds * 20) { series.append(level((Double(bin) + 0.5) / 20, channel)) }
            set.series.append(series)
        }
        set.summary.channels = channels
        set.summary.integratedLoudness = -17
        set.summary.truePeak = -3
        set.summary.videoEnd = seconds
        set.summary.audioEnd = seconds
    }

    /// Adds a series of the picture; `value` tells it at a time.
    mutating func add(_ name: SeriesName, resolution: Double, value: (Double) -> Double) {
        var series = Series(name: name, unit: .luma, interval: 0.2, resolution: resolution)
        for bin in 0..<Int(seconds * 5) { series.append(value((Double(bin) + 0.5) / 5)) }
        set.series.append(series)
    }

    func findings(_ rule: any Rule, rubric: Rubric = .lecture) -> [Finding] {
        rule.findings(in: Recording(media: media, measurements: set), by: rubric)
    }
}

/// Whether two ranges agree to within a tolerance in seconds.
func matches(_ range: TimeRange?, _ start: Double, _ end: Double, within tolerance: Double = 0.0011) -> Bool {
    guard let range else { return false }
    return abs(range.start - start) <= tolerance && abs(range.end - end) <= tolerance
}
