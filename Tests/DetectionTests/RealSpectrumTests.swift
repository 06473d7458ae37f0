import Foundation
import Testing

@testable import Detection

@Suite struct RealSpectrumTests {
    @Test(arguments: [16, 32, 128, 1024])
    func equalsTheDirectSum(size: Int) {
        var noise = Noise(state: 3)
        let samples = (0..<size).map { _ in Float.random(in: -1...1, using: &noise) }
        var spectrum = RealSpectrum(size: size)
        var squares = [Float](repeating: 0, count: spectrum.count)
        spectrum.measure(samples, into: &squares)
        for k in 0...size / 2 {
            var (re, im) = (0.0, 0.0)
            for (n, sample) in samples.enumerated() {
                let angle = 2 * .pi * Double(k * n % size) / Double(size)
                re += Double(sample) * cos(angle)
                im -= Double(sample) * sin(angle)
            }
            let direct = re * re + im * im
            #expect(abs(Double(squares[k]) - direct) < 1e-3 * (1 + direct), "line \(k)")
        }
    }

    @Test func theWindowKeepsThePower() {
        let sine = Sound.sine(1234, amplitude: 0.5, rate: 48_000, seconds: 0.1)
        var spectrum = RealSpectrum(size: 2048)
        var squares = [Float](repeating: 0, count: spectrum.count)
        spectrum.measure(zip(sine, HannWindow.make(2048)).map(*), into: &squares)
        #expect(abs(squares.reduce(0, +) * HannWindow.powerScale(2048) - 0.125) < 0.001)
    }
}
