package import ReviewModel

/// Measures what only the spectrum tells: the noise between words, mains hum, and how far up the sound reaches.
///
/// It looks at one channel, the mix as it is heard, forty times a second, and costs about a thousandth of the time that the sound lasts.
package struct SpectrumMeter {
    /// Seconds from one look to the next; two make a moment of the gram.
    private static let interval = 0.025
    /// A look takes in the least power of two of samples that lasts this long, in seconds.
    private static let reach = 0.04

    private var bins: SampleBins
    private var mix = HeardMix()
    private var hum: HumMeter
    private var moments: BandMoments
    private var spectrum: RealSpectrum
    private let window: [Float]
    /// The mixed sound that is still needed, and the place of its first sample.
    private var mono: [Float]
    private var origin: Int
    /// The place of the last sample that is not zero.
    private var lastSignal = Int.min
    /// The look that comes next.
    private var next: Int
    private var piece: [Float]
    private var squares: [Float]

    /// - Parameter position: the first sample's place, in samples from the start of the recording.
    package init(rate: Int, position: Int) {
        var size = 256
        while Double(size) < Self.reach * Double(rate) { size *= 2 }
        bins = SampleBins(interval: Self.interval, rate: rate, position: position)
        spectrum = RealSpectrum(size: size)
        window = HannWindow.make(size)
        hum = HumMeter(rate: rate, position: position)
        moments = BandMoments(rate: rate, size: size, scale: HannWindow.powerScale(size))
        mono = Array(repeating: 0, count: size)
        origin = position - size
        next = bins.bin
        piece = mono
        squares = Array(repeating: 0, count: size / 2 + 1)
        for _ in 0..<next { moments.appendSilence() }
    }

    package mutating func push(_ sound: PlanarSamples) {
        var rest = sound
        while rest.count > 0 {
            let part = rest.prefix(min(rest.count, bins.room))
            let first = mono.count
            mix.mix(part, into: &mono)
            take(from: first)
            rest = rest.dropFirst(part.count)
        }
    }

    /// Passes over samples that the recording does not have; they count as silence.
    package mutating func skip(_ count: Int) {
        var rest = count
        while rest > 0 {
            let part = min(rest, bins.room)
            let first = mono.count
            mono.append(contentsOf: repeatElement(0, count: part))
            take(from: first)
            rest -= part
        }
    }

    /// The series, and the moments at which the noise changes or a hum begins and ends.
    package mutating func finish() -> (series: [Series], events: [MediaEvent]) {
        let looks = bins.position > bins.edge(bins.bin) ? bins.bin + 1 : bins.bin
        mono.append(contentsOf: repeatElement(0, count: spectrum.size))
        look(upTo: looks)
        let floor = NoiseFloor(of: moments.gram)
        let hums = hum.finish()
        return (moments.finish() + floor.series + hums.series, floor.steps + hums.events)
    }

    /// Looks at what was added to the mix.
    private mutating func take(from first: Int) {
        if let last = mono[first...].lastIndex(where: { $0 != 0 }) { lastSignal = origin + last }
        hum.push(mono[first...])
        bins.advance(mono.count - first)
        look(upTo: Int.max)
        // What no look needs any more is dropped now and then.
        let needed = start(of: next) - origin
        if needed > 8 * spectrum.size {
            mono.removeFirst(needed)
            origin += needed
        }
    }

    private func start(of look: Int) -> Int {
        (bins.edge(look) + bins.edge(look + 1) - spectrum.size) / 2
    }

    private mutating func look(upTo end: Int) {
        while next < end {
            let start = start(of: next)
            guard start + spectrum.size <= origin + mono.count else { return }
            if lastSignal < start {
                moments.appendSilence()
            } else {
                for index in piece.indices { piece[index] = mono[start - origin + index] * window[index] }
                spectrum.measure(piece, into: &squares)
                moments.append(squares)
            }
            next += 1
        }
    }
}
