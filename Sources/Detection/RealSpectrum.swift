import Foundation

/// The squared spectrum of a piece of real samples: a fast Fourier transform of half its size (Stockham's, base 2, which needs no reordering),
/// then taken apart into the spectrum of the even and the odd samples.
struct RealSpectrum {
    /// Samples of a piece, a power of two, at least 16.
    let size: Int
    /// How many values come out: frequencies 0 to half the sampling rate, both included.
    var count: Int { size / 2 + 1 }

    /// `cos` and `-sin` of `2 pi k / size`, for `k` below half the size.
    private let cosines: [Float]
    private let sines: [Float]
    private var real: [Float]
    private var imaginary: [Float]
    private var otherReal: [Float]
    private var otherImaginary: [Float]

    init(size: Int) {
        precondition(size >= 16 && size & (size - 1) == 0)
        self.size = size
        let angles = (0..<size / 2).map { 2 * Double.pi * Double($0) / Double(size) }
        cosines = angles.map { Float(cos($0)) }
        sines = angles.map { Float(-sin($0)) }
        real = Array(repeating: 0, count: size / 2)
        (imaginary, otherReal, otherImaginary) = (real, real, real)
    }

    /// Gives `|X(k)|^2` for `count` frequencies, without any scale.
    mutating func measure(_ samples: [Float], into squares: inout [Float]) {
        precondition(samples.count == size && squares.count == count)
        let half = size / 2
        for index in 0..<half {
            real[index] = samples[2 * index]
            imaginary[index] = samples[2 * index + 1]
        }
        var length = half
        var stride = 1
        while length > 1 {
            pass(length: length, stride: stride)
            swap(&real, &otherReal)
            swap(&imaginary, &otherImaginary)
            length /= 2
            stride *= 2
        }
        separate(into: &squares)
    }

    /// One pass: butterflies of values half of `length` apart, `stride` of them side by side with the same turn.
    private mutating func pass(length: Int, stride: Int) {
        let half = length / 2
        let (cosines, sines) = (cosines, sines)
        real.withUnsafeBytes { real in
            imaginary.withUnsafeBytes { imaginary in
                otherReal.withUnsafeMutableBytes { otherReal in
                    otherImaginary.withUnsafeMutableBytes { otherImaginary in
                        guard let re = real.baseAddress, let im = imaginary.baseAddress, let outRe = otherReal.baseAddress,
                            let outIm = otherImaginary.baseAddress
                        else { return }
                        let pass = ButterflyPass(re: re, im: im, outRe: outRe, outIm: outIm, half: half, stride: stride)
                        switch stride {
                        case 1: pass.runAlone(cosines, sines)
                        case 2: pass.runInPairs(cosines, sines)
                        default: pass.run(cosines, sines)
                        }
                    }
                }
            }
        }
    }

    /// From the spectrum of even samples plus i times odd ones to that of all samples.
    private func separate(into squares: inout [Float]) {
        let half = size / 2
        squares[0] = (real[0] + imaginary[0]) * (real[0] + imaginary[0])
        squares[half] = (real[0] - imaginary[0]) * (real[0] - imaginary[0])
        for k in 1..<half {
            let m = half - k
            let (evenRe, evenIm) = (0.5 * (real[k] + real[m]), 0.5 * (imaginary[k] - imaginary[m]))
            let (oddRe, oddIm) = (0.5 * (imaginary[k] + imaginary[m]), 0.5 * (real[m] - real[k]))
            let re = evenRe + oddRe * cosines[k] - oddIm * sines[k]
            let im = evenIm + oddRe * sines[k] + oddIm * cosines[k]
            squares[k] = re * re + im * im
        }
    }
}
