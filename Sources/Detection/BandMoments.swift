import Foundation
import ReviewModel

/// Gathers spectra into the gram of bands, and into series: the highest frequencies, the body of speech, and how even the noise is.
struct BandMoments {
    /// Seconds of a bin of the highest frequencies; in moments.
    private static let highInterval = 0.2
    private static let highMoments = 4
    /// Moments in a second.
    private static let second = 20
    /// The band from 4.4 kHz on and those from 2 to 3.15 kHz, by their place among the bands.
    private static let highBands = 17...21
    private static let bodyBands = 12...14
    private static let silence = -120.0

    private(set) var gram: BandGram
    /// The first and the last line of the spectrum of each band.
    private let lines: [Range<Int>]
    private let scale: Float
    private var powers: [Float]
    /// The sum of the looks of this moment, and of those of the one before.
    private var current: [Float]
    private var before: [Float]
    private var looks = 0
    /// The least of each line over the second, two moments averaged.
    private var least: [Float]
    private var highest: Float = 0
    private var body: Float = 0

    private var high = Series(name: .bandHigh, unit: .decibelsFullScale, interval: highInterval, resolution: 0.01)
    private var bodies = Series(name: .bandBody, unit: .decibelsFullScale, interval: 1, resolution: 0.01)
    private var evenness = Series(name: .noiseEvenness, unit: .decibels, interval: 1, resolution: 0.01)

    /// - Parameter scale: what turns a sum of squares of the spectrum into a mean square.
    init(rate: Int, size: Int, scale: Float) {
        gram = BandGram(rate: rate)
        let width = Double(rate) / Double(size)
        lines = (0..<gram.bands).map { Int((BandGram.edges[$0] / width).rounded(.up))..<Int((BandGram.edges[$0 + 1] / width).rounded(.up)) }
        self.scale = scale
        powers = Array(repeating: 0, count: gram.bands)
        current = Array(repeating: 0, count: lines.last?.upperBound ?? 0)
        (before, least) = (current, Array(repeating: .infinity, count: current.count))
    }

    /// The squares of a spectrum; two in a row are a moment.
    mutating func append(_ squares: [Float]) {
        for line in current.indices { current[line] += squares[line] }
        count()
    }

    mutating func appendSilence() {
        count()
    }

    /// The series that needed no more than a look back.
    mutating func finish() -> [Series] {
        if looks > 0 { close() }
        if gram.count % Self.highMoments != 0 { closeHigh() }
        if gram.count % Self.second != 0 { closeSecond() }
        return (gram.bands > Self.highBands.lowerBound ? [high] : []) + (gram.bands > Self.bodyBands.upperBound ? [bodies] : []) + [evenness]
    }

    private mutating func count() {
        looks += 1
        if looks == 2 { close() }
    }

    private mutating func close() {
        for band in lines.indices { powers[band] = current[lines[band]].reduce(0, +) * scale / 2 }
        gram.append(powers)
        for line in current.indices { least[line] = min(least[line], current[line] + before[line]) }
        highest = max(highest, Self.sum(powers, Self.highBands))
        body += Self.sum(powers, Self.bodyBands)
        swap(&current, &before)
        for line in current.indices { current[line] = 0 }
        looks = 0
        if gram.count % Self.highMoments == 0 { closeHigh() }
        if gram.count % Self.second == 0 { closeSecond() }
    }

    private mutating func closeHigh() {
        high.append(Self.decibels(highest))
        highest = 0
    }

    private mutating func closeSecond() {
        bodies.append(Self.decibels(body / Float(Self.second)))
        body = 0
        evenness.append(Self.evenness(of: least, lines))
        for line in least.indices { least[line] = .infinity }
    }

    /// How flat the least spectrum is within its bands: the geometric against the arithmetic mean, in dB, bands weighted by what they carry.
    /// Noise of any colour is near 0, notes stand out of it and bring it down. Nil for silence.
    private static func evenness(of spectrum: [Float], _ lines: [Range<Int>]) -> Double? {
        var (sum, weight) = (0.0, 0.0)
        for band in lines where band.count > 1 {
            let arithmetic = Double(spectrum[band].reduce(0, +)) / Double(band.count)
            guard arithmetic > 1e-12, arithmetic.isFinite else { continue }
            let logarithms = spectrum[band].reduce(0.0) { $0 + log10(max(Double($1), 1e-6 * arithmetic)) }
            sum += 10 * (logarithms / Double(band.count) - log10(arithmetic)) * arithmetic * Double(band.count)
            weight += arithmetic * Double(band.count)
        }
        return weight > 0 ? sum / weight : nil
    }

    private static func sum(_ powers: [Float], _ bands: ClosedRange<Int>) -> Float {
        bands.reduce(0) { $0 + ($1 < powers.count ? powers[$1] : 0) }
    }

    private static func decibels(_ power: Float) -> Double {
        max(silence, 10 * log10(max(Double(power), 1e-30)))
    }
}
