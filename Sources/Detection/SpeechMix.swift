/// Mixes channels down to one for speech recognition.
package enum SpeechMix {
    /// Where the average of the channels is this much weaker than the channels themselves (10 dB), they cancel each other out.
    private static let cancelled = 0.1

    /// The average of the channels; the strongest of them where the average would cancel out, as with one side inverted.
    package static func mix(_ sound: PlanarSamples, into mono: inout [Float]) {
        mono.removeAll(keepingCapacity: true)
        let scale = 1 / Float(max(1, sound.planes.count))
        for index in 0..<sound.count {
            mono.append(sound.planes.reduce(0) { $0 + $1[index] } * scale)
        }
        guard sound.planes.count > 1 else { return }
        let energies = sound.planes.map { plane in (0..<sound.count).reduce(0) { $0 + Double(plane[$1] * plane[$1]) } }
        guard let strongest = energies.indices.max(by: { energies[$0] < energies[$1] }), energies[strongest] > 0 else { return }
        let mixed = mono.reduce(0) { $0 + Double($1 * $1) }
        // One live channel of n averages to 1/n² of its energy, which is not cancelling.
        guard mixed * Double(sound.planes.count * sound.planes.count) < Self.cancelled * energies.reduce(0, +) else { return }
        mono = Array(UnsafeBufferPointer(start: sound.planes[strongest], count: sound.count))
    }
}
