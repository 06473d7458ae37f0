/// The power of the last so many steps of sound: sums that slide.
struct PowerWindow {
    private var energies: [Double]
    private var counts: [Int]
    private var next = 0
    private(set) var filled = 0
    private var energy = 0.0
    private var samples = 0

    init(steps: Int) {
        energies = Array(repeating: 0, count: steps)
        counts = Array(repeating: 0, count: steps)
    }

    /// The mean square over the window; nil until it is full.
    var power: Double? {
        filled == energies.count && samples > 0 ? max(0, energy) / Double(samples) : nil
    }

    /// Takes a step, in place of the oldest.
    mutating func push(energy added: Double, samples count: Int) {
        energy += added - energies[next]
        samples += count - counts[next]
        (energies[next], counts[next]) = (added, count)
        next = next + 1 == energies.count ? 0 : next + 1
        filled = min(filled + 1, energies.count)
        // Sums that slide gather what rounding leaves; once a round they are made anew.
        if next == 0 { energy = energies.reduce(0, +) }
    }
}
