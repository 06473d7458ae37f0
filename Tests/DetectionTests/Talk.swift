import Foundation

/// Sound that is like speech to a meter: syllables with a gliding pitch and formants, sibilants, and pauses of silence.
enum Talk {
    /// - Parameter top: hertz above which there is nothing.
    static func make(seconds: Double, rate: Int, amplitude: Double = 0.1, top: Double = 12_000, seed: UInt64 = 1) -> [Float] {
        var noise = Noise(state: seed)
        var samples = [Float](repeating: 0, count: Int(seconds * Double(rate)))
        var time = 0.2
        var syllable = 0
        while time < seconds - 0.3 {
            let length = Double.random(in: 0.12...0.22, using: &noise)
            if syllable % 4 == 3 {
                hiss(&samples, at: time, length: 0.1, rate: rate, amplitude: amplitude / 2, top: top, &noise)
                time += 0.1
            }
            vowel(&samples, at: time, length: length, rate: rate, amplitude: amplitude, top: top, &noise)
            syllable += 1
            time += length + (syllable % 6 == 0 ? 0.35 : 0.04)
        }
        return samples
    }

    private static func vowel(
        _ samples: inout [Float], at start: Double, length: Double, rate: Int, amplitude: Double, top: Double, _ noise: inout Noise
    ) {
        let (from, to) = (Double.random(in: 95...140, using: &noise), Double.random(in: 85...130, using: &noise))
        let formants = [Double.random(in: 300...700, using: &noise), Double.random(in: 1000...2200, using: &noise), 2900]
        var phase = 0.0
        for index in 0..<Int(length * Double(rate)) {
            let part = Double(index) / (length * Double(rate))
            let pitch = from + (to - from) * part
            phase += 2 * .pi * pitch / Double(rate)
            var value = 0.0
            var harmonic = 1.0
            while harmonic * pitch < min(top, 4000) {
                let weight = zip(formants, [1, 0.4, 0.25]).reduce(0.02) { $0 + $1.1 * exp(-pow((harmonic * pitch - $1.0) / 150, 2)) }
                value += weight * sin(harmonic * phase)
                harmonic += 1
            }
            samples[Int(start * Double(rate)) + index] += Float(amplitude * value * sin(.pi * part))
        }
    }

    /// Noise from 2.5 kHz to the top: a sum of many tones at random.
    private static func hiss(
        _ samples: inout [Float], at start: Double, length: Double, rate: Int, amplitude: Double, top: Double, _ noise: inout Noise
    ) {
        let tones = (0..<40).map { _ in
            (Double.random(in: 2500...min(top, 0.45 * Double(rate)), using: &noise), Double.random(in: 0...6, using: &noise))
        }
        for index in 0..<Int(length * Double(rate)) {
            let time = Double(index) / Double(rate)
            let value = tones.reduce(0.0) { $0 + sin(2 * .pi * $1.0 * time + $1.1) } / 6
            samples[Int(start * Double(rate)) + index] += Float(amplitude * value * sin(.pi * time / length))
        }
    }

    /// White noise over a part of a sound; `level` in dBFS.
    static func addNoise(to samples: inout [Float], level: Double, from start: Double, to end: Double, rate: Int, seed: UInt64 = 7) {
        var noise = Noise(state: seed)
        let reach = Float(pow(10, level / 20) * 3.0.squareRoot())
        for index in Int(start * Double(rate))..<min(samples.count, Int(end * Double(rate))) {
            samples[index] += Float.random(in: -reach...reach, using: &noise)
        }
    }

    /// A tone over a part of a sound.
    static func addTone(_ frequency: Double, amplitude: Double, to samples: inout [Float], from start: Double, to end: Double, rate: Int) {
        for index in Int(start * Double(rate))..<min(samples.count, Int(end * Double(rate))) {
            samples[index] += Float(amplitude * sin(2 * .pi * frequency * Double(index) / Double(rate)))
        }
    }
}
