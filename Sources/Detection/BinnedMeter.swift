/// A meter of sound that looks at one steady bin of the recording's clock after another.
///
/// It only says what it does with samples of one bin, with samples that the recording lacks, and at a bin's end; the walk from bin to bin is the
/// same for all.
package protocol BinnedMeter {
    var bins: SampleBins { get set }

    /// Takes samples that lie within one bin.
    mutating func take(_ part: PlanarSamples)
    /// Passes over samples of one bin that the recording does not have.
    mutating func pass(_ missing: Int)
    /// Ends a bin.
    mutating func close()
}

extension BinnedMeter {
    package mutating func pass(_ missing: Int) {}

    package mutating func push(_ sound: PlanarSamples) {
        var rest = sound
        while rest.count > 0 {
            let part = rest.prefix(min(rest.count, bins.room))
            take(part)
            advance(part.count)
            rest = rest.dropFirst(part.count)
        }
    }

    /// Passes over samples that the recording does not have: bins without any sample are missing.
    package mutating func skip(_ count: Int) {
        var rest = count
        while rest > 0 {
            let part = min(rest, bins.room)
            pass(part)
            advance(part)
            rest -= part
        }
    }

    /// Ends the bins that lie before the first sample.
    package mutating func closeEarlierBins() {
        for _ in 0..<bins.bin { close() }
    }

    private mutating func advance(_ count: Int) {
        let isFull = count == bins.room
        bins.advance(count)
        if isFull { close() }
    }
}
