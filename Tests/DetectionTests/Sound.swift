import Detection
import Foundation

/// PCM for tests.
enum Sound {
    static func sine(_ frequency: Double, amplitude: Double, rate: Int, seconds: Double) -> [Float] {
        (0..<Int(seconds * Double(rate))).map { Float(amplitude * sin(2 * .pi * frequency * Double($0) / Double(rate))) }
    }

    /// Hands channels over in pieces as a decoder does.
    static func feed(_ channels: [[Float]], piece: Int = 1024, _ push: (PlanarSamples) -> Void) {
        let count = channels[0].count
        let planes = channels.map { channel in
            let plane = UnsafeMutablePointer<Float>.allocate(capacity: count)
            plane.initialize(from: channel, count: count)
            return plane
        }
        defer { planes.forEach { $0.deallocate() } }
        for first in stride(from: 0, to: count, by: piece) {
            push(PlanarSamples(planes: planes.map { UnsafePointer($0 + first) }, count: min(piece, count - first)))
        }
    }
}
