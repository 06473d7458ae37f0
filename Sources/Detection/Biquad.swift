/// A filter of second order (direct form II, transposed) with what it remembers of two channels side by side.
///
/// Each output waits for the one before it, so a second channel in the same vector, or a second filter after the first, costs next to nothing.
struct Biquad {
    /// The first feedback coefficient is 1 and left out.
    private let input: (Double, Double, Double)
    private let feedback: (Double, Double)
    private var near = SIMD2<Double>()
    private var far = SIMD2<Double>()

    init(input: (Double, Double, Double), feedback: (Double, Double)) {
        self.input = input
        self.feedback = feedback
    }

    @inline(__always)
    mutating func push(_ sample: SIMD2<Double>) -> SIMD2<Double> {
        let output = near + sample * input.0
        near = far + sample * input.1 - output * feedback.0
        far = sample * input.2 - output * feedback.1
        return output
    }

    /// Ends a piece: what rings on in silence must not become a denormal number, which is slow.
    mutating func settle() {
        if abs(near.x) + abs(near.y) + abs(far.x) + abs(far.y) <= 1e-30 { reset() }
    }

    /// Forgets what came before: what comes next follows silence.
    mutating func reset() { (near, far) = (SIMD2(), SIMD2()) }
}
