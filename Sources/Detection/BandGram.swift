import Foundation

/// How strong the sound is in each of some twenty bands at each moment, a byte a value: what the noise between words is read from once the
/// whole recording is known.
///
/// The bands are those in which the ear takes sound apart (Zwicker's critical bands) from 120 Hz on: below lies what small speakers do not play.
struct BandGram {
    /// Hertz.
    static let edges: [Double] = [
        120, 200, 300, 400, 510, 630, 770, 920, 1080, 1270, 1480, 1720, 2000, 2320, 2700, 3150, 3700, 4400, 5300, 6400, 7700, 9500, 12000, 16000,
    ]
    /// Seconds of a moment.
    static let interval = 0.05
    /// A byte's worth in dB, and what 0 stands for in dBFS.
    static let step = 0.5
    static let floor = -127.0

    /// How many of the bands lie below half the sampling rate.
    let bands: Int
    /// Moment by moment, the bands of each.
    private(set) var values: [UInt8] = []

    /// - Parameter rate: hertz.
    init(rate: Int) {
        bands = max(1, Self.edges.dropFirst().prefix { $0 <= 0.98 * Double(rate) / 2 }.count)
    }

    private init(bands: Int, values: [UInt8]) {
        self.bands = bands
        self.values = values
    }

    /// How many moments there are.
    var count: Int { values.count / bands }

    subscript(moment: Int, band: Int) -> UInt8 {
        get { values[moment &* bands &+ band] }
        set { values[moment &* bands &+ band] = newValue }
    }

    /// Adds a moment: the mean square of the sound in each band.
    mutating func append(_ powers: [Float]) {
        for band in 0..<bands { values.append(Self.byte(Double(powers[band]))) }
    }

    func band(_ band: Int) -> [UInt8] {
        (0..<count).map { values[$0 &* bands &+ band] }
    }

    /// All bands together, at each moment.
    var totals: [UInt8] {
        (0..<count).map { moment in
            Self.byte(Double((0..<bands).reduce(Float(0)) { $0 + Self.power[Int(self[moment, $1])] }))
        }
    }

    /// A gram of the same shape with other values.
    func mapBands(_ transform: ([UInt8]) -> [UInt8]) -> BandGram {
        var result = BandGram(bands: bands, values: values)
        for band in 0..<bands {
            for (moment, value) in transform(self.band(band)).enumerated() { result[moment, band] = value }
        }
        return result
    }

    /// The mean square that a byte stands for; nothing at all for 0.
    static let power: [Float] = (0..<256).map { $0 == 0 ? 0 : Float(pow(10, (floor + Double($0) * step) / 10)) }

    static func byte(_ power: Double) -> UInt8 {
        guard power > 1e-12 else { return 0 }
        return UInt8(max(0, min(255, ((10 * log10(power) - floor) / step).rounded())))
    }

    static func decibels(_ byte: UInt8) -> Double { floor + Double(byte) * step }
}
