import Foundation
import ReviewModel

/// Looks for mains hum: steady lines at 50 or 60 Hz and their multiples.
///
/// A long look (2.7 s, twice a second) tells a line from the pitch of a voice, which never stands still; before it, loud samples are turned down to
/// the level of the pauses, in which hum is heard. A short look (0.3 s) tells how strong each frequency is at a moment, and what lies beside it.
struct HumMeter {
    /// Hertz; each with `harmonics` multiples of it.
    static let mains = [50.0, 60.0]
    static let harmonics = 6
    /// Seconds from one long look to the next; short looks in it.
    static let interval = 0.5
    static let shortLooks = 3
    private static let longSize = 4096
    private static let shortSize = 512
    /// Seconds over which loudness is evened out.
    private static let evening = 0.08
    /// How far beside a line of the short look its surroundings lie, in hertz.
    private static let beside = 9.0...22.0
    /// The same for the long look.
    private static let besideLine = 3.0...9.0

    private var decimator: Decimator
    private let rate: Double
    private var long = RealSpectrum(size: longSize)
    private var short = RealSpectrum(size: shortSize)
    private let longWindow = HannWindow.make(longSize)
    private let shortWindow = HannWindow.make(shortSize)
    /// The sound at the lower rate, and the place of its first sample.
    private var sound: [Float]
    private var origin: Int
    private var looks = 0
    private var shorts = 0
    private var found = HumLooks()

    init(rate: Int, position: Int) {
        decimator = Decimator(rate: rate)
        self.rate = Double(rate) / Double(decimator.factor)
        sound = Array(repeating: 0, count: Self.longSize)
        origin = Int((Double(position) / Double(decimator.factor)).rounded()) - Self.longSize
        while Double(origin + Self.longSize) > Double(looks + 1) * Self.interval * self.rate { appendNothing() }
    }

    mutating func push(_ samples: ArraySlice<Float>) {
        decimator.push(samples, into: &sound)
        look(until: origin + sound.count)
    }

    mutating func finish() -> (series: [Series], events: [MediaEvent]) {
        let end = origin + sound.count
        sound.append(contentsOf: repeatElement(0, count: Self.longSize))
        look(until: end + Self.longSize / 2)
        return HumTones(found).result
    }

    private mutating func appendNothing() {
        found.appendNothing()
        looks += 1
        shorts += Self.shortLooks
    }

    /// Takes every look that lies whole within what there is.
    private mutating func look(until end: Int) {
        while true {
            let start = Int(((Double(looks) + 0.5) * Self.interval * rate).rounded()) - Self.longSize / 2
            guard start + Self.longSize <= end else { break }
            while shorts < (looks + 1) * Self.shortLooks { lookShort() }
            lookLong(from: start - origin)
            looks += 1
        }
        let needed = Int((Double(looks) + 0.5) * Self.interval * rate) - Self.longSize / 2 - origin
        if needed > 2 * Self.longSize {
            sound.removeFirst(needed)
            origin += needed
        }
    }

    private mutating func lookShort() {
        let middle = (Double(shorts) + 0.5) * Self.interval / Double(Self.shortLooks) * rate
        let start = Int(middle.rounded()) - Self.shortSize / 2 - origin
        var piece = [Float](repeating: 0, count: Self.shortSize)
        for index in piece.indices where sound.indices.contains(start + index) { piece[index] = sound[start + index] * shortWindow[index] }
        var squares = [Float](repeating: 0, count: short.count)
        short.measure(piece, into: &squares)
        let width = rate / Double(Self.shortSize)
        let scale = Double(HannWindow.powerScale(Self.shortSize))
        for tone in HumLooks.tones {
            let middle = Int((tone / width).rounded())
            // The three lines of a Hann window's peak hold all but a little of a tone.
            let level = squares[middle - 1...middle + 1].reduce(0, +)
            let sides = Self.sides(of: tone, Self.beside, width).map { Double(squares[$0]) }
            found.append(short: Double(level) * scale, density: sides.reduce(0, +) / Double(sides.count) * scale / width)
        }
        shorts += 1
    }

    private mutating func lookLong(from start: Int) {
        let (piece, weight) = evened(start)
        var squares = [Float](repeating: 0, count: long.count)
        long.measure(piece, into: &squares)
        let width = rate / Double(Self.longSize)
        for tone in HumLooks.tones {
            // Mains keep within 0.2 Hz of their frequency, their multiples within as many times that.
            let reach = max(1, Int((0.003 * tone / width).rounded()))
            let middle = Int((tone / width).rounded())
            let peak = (middle - reach...middle + reach).max { squares[$0] < squares[$1] } ?? middle
            let sides = Self.sides(of: Double(peak) * width, Self.besideLine, width).map { Double(squares[$0]) }
            let noise = sides.reduce(0, +) / Double(sides.count)
            let amplitude = weight > 0 ? 2 * Double(squares[peak]).squareRoot() / weight : 0
            found.append(level: amplitude * amplitude / 2, prominence: Double(squares[peak]) / max(noise, 1e-30))
        }
    }

    /// The sound of a long look, its loud parts turned down; and the sum of all weights.
    private func evened(_ start: Int) -> (piece: [Float], weight: Double) {
        let half = Int(Self.evening / 2 * rate)
        var sums = [0.0]
        sums.reserveCapacity(Self.longSize + 2 * half + 1)
        for index in start - half..<start + Self.longSize + half {
            let sample = sound.indices.contains(index) ? Double(sound[index]) : 0
            sums.append(sums[sums.count - 1] + sample * sample)
        }
        var piece = [Float](repeating: 0, count: Self.longSize)
        var total = 0.0
        for index in 0..<Self.longSize {
            let power = max(0, sums[index + 2 * half] - sums[index]) / Double(2 * half)
            // Where there is nothing at all, there is no hum to be heard either.
            let weight = power > 1e-12 ? Double(longWindow[index]) / power.squareRoot() : 0
            piece[index] = sound.indices.contains(start + index) ? sound[start + index] * Float(weight) : 0
            total += weight
        }
        return (piece, total)
    }

    private static func sides(of tone: Double, _ distance: ClosedRange<Double>, _ width: Double) -> [Int] {
        let below = Int(((tone - distance.upperBound) / width).rounded())...Int(((tone - distance.lowerBound) / width).rounded())
        let above = Int(((tone + distance.lowerBound) / width).rounded())...Int(((tone + distance.upperBound) / width).rounded())
        return Array(below) + Array(above)
    }
}
