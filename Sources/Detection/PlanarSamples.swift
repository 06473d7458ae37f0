/// A piece of decoded sound: one plane of 32-bit floats per channel, full scale is 1. Good only while the owner of the planes says so.
package struct PlanarSamples {
    package var planes: [UnsafePointer<Float>]
    /// Samples per channel.
    package var count: Int

    package init(planes: [UnsafePointer<Float>], count: Int) {
        self.planes = planes
        self.count = count
    }

    /// The part from a sample on.
    package func dropFirst(_ samples: Int) -> PlanarSamples {
        PlanarSamples(planes: planes.map { $0 + samples }, count: count - samples)
    }

    /// The part up to a sample.
    package func prefix(_ samples: Int) -> PlanarSamples {
        PlanarSamples(planes: planes, count: samples)
    }
}
