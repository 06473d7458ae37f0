/// Mixes channels down to the one that carries the most: the average of all, or, where channels cancel each other out or most of them are silent,
/// the strongest of them.
///
/// It changes its mind only when levels smoothed over half a second tell it to, so that the mix has no jumps.
struct HeardMix {
    /// Below this share of the strongest channel's power the average is no good (-4.5 dB: two unlike noises average to -3, one side alone to -6).
    private static let cancelled: Float = 0.355
    /// Once given up, the average must come back to this share.
    private static let restored: Float = 0.45
    /// How much of the smoothed level stays from one piece of 25 ms to the next.
    private static let memory: Float = 0.95

    private var averagePower: Float = 0
    private var powers: [Float] = []
    /// Nil for the average of all.
    private var chosen: Int?
    private var isFirst = true

    mutating func mix(_ sound: PlanarSamples, into mono: inout [Float]) {
        let channels = sound.planes.count
        guard channels > 1 else {
            if let plane = sound.planes.first { mono.append(contentsOf: UnsafeBufferPointer(start: plane, count: sound.count)) }
            return
        }
        let first = mono.count
        average(sound, into: &mono)
        choose(sound, average: mono[first...].reduce(0) { $0 + $1 * $1 })
        if let chosen {
            mono.removeSubrange(first...)
            mono.append(contentsOf: UnsafeBufferPointer(start: sound.planes[chosen], count: sound.count))
        }
    }

    private func average(_ sound: PlanarSamples, into mono: inout [Float]) {
        let first = mono.count
        let scale = 1 / Float(sound.planes.count)
        mono.append(contentsOf: repeatElement(0, count: sound.count))
        mono.withUnsafeMutableBufferPointer { mono in
            for plane in sound.planes {
                for index in 0..<sound.count { mono[first &+ index] += plane[index] * scale }
            }
        }
    }

    private mutating func choose(_ sound: PlanarSamples, average: Float) {
        if powers.count != sound.planes.count { powers = Array(repeating: 0, count: sound.planes.count) }
        let kept = isFirst ? 0 : Self.memory
        isFirst = false
        averagePower = averagePower * kept + average
        for (channel, plane) in sound.planes.enumerated() {
            powers[channel] = powers[channel] * kept + Self.power(plane, sound.count)
        }
        guard let strongest = powers.indices.max(by: { powers[$0] < powers[$1] }), powers[strongest] > 0 else { return }
        if averagePower >= powers[strongest] * (chosen == nil ? Self.cancelled : Self.restored) {
            chosen = nil
        } else if let other = chosen, powers[other] > 0.7 * powers[strongest] {
            return
        } else {
            chosen = strongest
        }
    }

    private static func power(_ samples: UnsafePointer<Float>, _ count: Int) -> Float {
        let raw = UnsafeRawPointer(samples)
        var lanes = SIMD8<Float>()
        let whole = count & ~7
        for index in stride(from: 0, to: whole, by: 8) {
            let values = raw.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self)
            lanes += values * values
        }
        var sum = lanes.sum()
        for index in whole..<count { sum += samples[index] * samples[index] }
        return sum
    }
}
