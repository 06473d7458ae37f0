import Foundation
import ReviewModel

/// The noise between words, read from the gram of a whole recording: the level that the sound keeps up over six seconds, in which any talk leaves
/// gaps; and what stands out of it as a voice.
struct NoiseFloor {
    let series: [Series]
    let steps: [MediaEvent]

    /// Moments of a window: six seconds hold a pause, or at least a gap in each band.
    private static let window = 120
    /// Moments that one side of a change is looked at over.
    private static let side = 60
    /// Moments in a second.
    private static let second = 20
    /// In speech without a pause the whole never falls to the noise, but each band does. The noise is at most this much over what the bands say,
    /// for the least of many moments lies below their mean, above all where the noise comes and goes. In dB.
    private static let bandMargin = 5.0
    /// The least of the smoothed whole lies this much below the noise's mean, in dB; and the moments in which a voice stands out are that much
    /// louder than speech as a whole.
    private static let wholeMargin = 2.0
    /// The bands of a voice's pitch and first formant (200 to 920 Hz), how many must stand out, and by how much, in half decibels.
    private static let voiceBands = 1...7
    private static let voiceCount = 3
    private static let voiceRise = 16
    /// Below this there is no voice, in dBFS.
    private static let voiceLevel = -75.0

    init(of gram: BandGram) {
        let smooth = gram.mapBands { Opening.smooth($0, 3) }
        let floors = smooth.mapBands { Opening.open($0, width: Self.window) }
        let totals = gram.totals
        let (bands, whole) = (floors.totals, Opening.open(Opening.smooth(totals, 4), width: Self.window))
        let noise = Self.noise(bands, whole)
        let seconds = (gram.count + Self.second - 1) / Self.second
        var level = Series(name: .noiseLevel, unit: .decibelsFullScale, interval: 1, resolution: 0.01)
        var unrest = Series(name: .noiseUnrest, unit: .decibels, interval: 1, resolution: 0.01)
        var talk = Series(name: .talkLevel, unit: .decibelsFullScale, interval: 1, resolution: 0.01)
        var share = Series(name: .talkShare, unit: .share, interval: 1, resolution: 0.001)
        for second in 0..<seconds {
            let moments = second * Self.second..<min(gram.count, (second + 1) * Self.second)
            level.append(Self.decibels(moments.reduce(0) { $0 + noise[$1] } / Double(moments.count)))
            unrest.append(moments.reduce(0.0) { $0 + Double(whole[$1]) - Double(bands[$1]) } * BandGram.step / Double(moments.count))
            let voice = moments.filter { Self.isVoice(gram, floors, $0, total: totals[$0]) }
            let power = voice.reduce(0.0) { $0 + max(0, Double(BandGram.power[Int(totals[$1])]) - noise[$1]) }
            talk.append(voice.isEmpty ? nil : Self.decibels(power / Double(voice.count)))
            share.append(Double(voice.count) / Double(moments.count))
        }
        series = [level, Self.change(of: smooth, seconds: seconds), unrest, talk, share]
        steps = NoiseSteps(gram: gram, floors: floors).find()
    }

    /// The power of the noise at each moment.
    private static func noise(_ bands: [UInt8], _ whole: [UInt8]) -> [Double] {
        let (bandGain, wholeGain) = (pow(10, bandMargin / 10), pow(10, wholeMargin / 10))
        return zip(bands, whole).map { bands, whole in
            min(Double(BandGram.power[Int(bands)]) * bandGain, Double(BandGram.power[Int(whole)]) * wholeGain)
        }
    }

    private static func isVoice(_ gram: BandGram, _ floors: BandGram, _ moment: Int, total: UInt8) -> Bool {
        guard BandGram.decibels(total) > voiceLevel else { return false }
        let standing = voiceBands.filter { $0 < gram.bands && Int(gram[moment, $0]) >= Int(floors[moment, $0]) + voiceRise }
        return standing.count >= voiceCount
    }

    /// How much the least level of the bands differs from three seconds to the next three, bands weighted by what they carry: a fan goes on as it
    /// is, music does not.
    private static func change(of smooth: BandGram, seconds: Int) -> Series {
        var series = Series(name: .noiseChange, unit: .decibels, interval: 1, resolution: 0.01)
        let least = (0..<smooth.bands).map { Opening.slide(smooth.band($0), side, min) }
        for second in 0..<seconds {
            let middle = second * Self.second + Self.second / 2
            guard middle >= side, middle + side <= smooth.count else {
                series.append(nil)
                continue
            }
            var (sum, weight) = (0.0, 0.0)
            for band in least {
                let (before, after) = (Int(band[middle - side]), Int(band[middle]))
                let power = Double(BandGram.power[max(before, after)])
                sum += Double(abs(after - before)) * BandGram.step * power
                weight += power
            }
            series.append(weight > 0 ? sum / weight : nil)
        }
        return series
    }

    private static func decibels(_ power: Double) -> Double {
        max(-120, 10 * log10(max(power, 1e-30)))
    }
}
