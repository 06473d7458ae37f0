/// One pass of Stockham's fast Fourier transform, base 2, in vectors of four: `half` groups of `stride` butterflies with one turn a group.
///
/// The first two passes have too few butterflies in a group to fill a vector; there, neighbouring groups share one.
struct ButterflyPass {
    let re: UnsafeRawPointer
    let im: UnsafeRawPointer
    let outRe: UnsafeMutableRawPointer
    let outIm: UnsafeMutableRawPointer
    let half: Int
    let stride: Int

    private typealias Lanes = SIMD4<Float>

    /// Groups of four and more.
    func run(_ cosines: [Float], _ sines: [Float]) {
        for group in 0..<half {
            let (c, s) = (cosines[2 &* group &* stride], sines[2 &* group &* stride])
            for first in Swift.stride(from: group &* stride, to: (group &+ 1) &* stride, by: 4) {
                let (sum, difference) = butterflies(first, Lanes(repeating: c), Lanes(repeating: s))
                let to = first &+ group &* stride
                Self.store(sum, at: to, outRe, outIm)
                Self.store(difference, at: to &+ stride, outRe, outIm)
            }
        }
    }

    /// Groups of one, four groups at a time.
    func runAlone(_ cosines: [Float], _ sines: [Float]) {
        for group in Swift.stride(from: 0, to: half, by: 4) {
            let c = Lanes(cosines[2 &* group], cosines[2 &* group &+ 2], cosines[2 &* group &+ 4], cosines[2 &* group &+ 6])
            let s = Lanes(sines[2 &* group], sines[2 &* group &+ 2], sines[2 &* group &+ 4], sines[2 &* group &+ 6])
            let (sum, difference) = butterflies(group, c, s)
            Self.store(Self.woven(sum.re, difference.re), at: 2 &* group, outRe)
            Self.store(Self.woven(sum.im, difference.im), at: 2 &* group, outIm)
        }
    }

    /// Groups of two, two groups at a time.
    func runInPairs(_ cosines: [Float], _ sines: [Float]) {
        for group in Swift.stride(from: 0, to: half, by: 2) {
            let (c, c1) = (cosines[4 &* group], cosines[4 &* group &+ 4])
            let (s, s1) = (sines[4 &* group], sines[4 &* group &+ 4])
            let (sum, difference) = butterflies(2 &* group, Lanes(c, c, c1, c1), Lanes(s, s, s1, s1))
            Self.store(Self.wovenPairs(sum.re, difference.re), at: 4 &* group, outRe)
            Self.store(Self.wovenPairs(sum.im, difference.im), at: 4 &* group, outIm)
        }
    }

    private typealias Complex = (re: Lanes, im: Lanes)

    /// Sums, and differences turned by an angle, of four values and those half of the length further on.
    @inline(__always)
    private func butterflies(_ first: Int, _ c: Lanes, _ s: Lanes) -> (sum: Complex, difference: Complex) {
        let across = first &+ half &* stride
        let (ar, ai) = (Self.load(re, first), Self.load(im, first))
        let (br, bi) = (Self.load(re, across), Self.load(im, across))
        let (dr, di) = (ar - br, ai - bi)
        return ((ar + br, ai + bi), (dr * c - di * s, dr * s + di * c))
    }

    @inline(__always)
    private static func load(_ values: UnsafeRawPointer, _ place: Int) -> Lanes {
        values.loadUnaligned(fromByteOffset: 4 &* place, as: Lanes.self)
    }

    @inline(__always)
    private static func store(_ value: Complex, at place: Int, _ re: UnsafeMutableRawPointer, _ im: UnsafeMutableRawPointer) {
        store(value.re, at: place, re)
        store(value.im, at: place, im)
    }

    @inline(__always)
    private static func store<Vector: SIMD>(_ value: Vector, at place: Int, _ values: UnsafeMutableRawPointer) where Vector.Scalar == Float {
        values.storeBytes(of: value, toByteOffset: 4 &* place, as: Vector.self)
    }

    @inline(__always)
    private static func woven(_ even: Lanes, _ odd: Lanes) -> SIMD8<Float> {
        SIMD8(even.x, odd.x, even.y, odd.y, even.z, odd.z, even.w, odd.w)
    }

    @inline(__always)
    private static func wovenPairs(_ even: Lanes, _ odd: Lanes) -> SIMD8<Float> {
        SIMD8(even.x, even.y, odd.x, odd.y, even.z, even.w, odd.z, odd.w)
    }
}
