import Detection
import Foundation
import ReviewModel

/// Pictures painted pixel by pixel, 25 a second unless told otherwise, and what the meter says of them.
struct PaintedPictures {
    var width = 128
    var height = 72
    var rate = 25.0
    var seconds: Double

    /// Full-range grey codes.
    func measure(_ code: (_ time: Double, _ x: Int, _ y: Int) -> UInt8) -> MeasurementSet {
        var meter = PictureMeter()
        for index in 0..<Int(seconds * rate) {
            let time = Double(index) / rate
            var pixels: [UInt8] = []
            for y in 0..<height { for x in 0..<width { pixels.append(code(time, x, y)) } }
            meter.push(LumaCopy(width: width, height: height, pixels: pixels), range: .full, at: time, duration: 1 / rate)
        }
        return Self.set(&meter)
    }

    /// One colour, gamma-coded 0 to 1, all over the picture: full-range BT.601 with planes.
    func measure(colour: (_ time: Double) -> (red: Double, green: Double, blue: Double)) -> MeasurementSet {
        var meter = PictureMeter()
        for index in 0..<Int(seconds * rate) {
            let time = Double(index) / rate
            let (red, green, blue) = colour(time)
            let luma = 0.299 * red + 0.587 * green + 0.114 * blue
            let codes = [luma * 255, 128 + 255 * (blue - luma) / 1.772, 128 + 255 * (red - luma) / 1.402]
                .map { UInt8(max(0, min(255, $0.rounded()))) }
            let planes = codes.map { [UInt8](repeating: $0, count: width * height) }
            planes[0].withUnsafeBytes { luma in
                planes[1].withUnsafeBytes { blue in
                    planes[2].withUnsafeBytes { red in
                        func plane(_ bytes: UnsafeRawBufferPointer) -> Plane? {
                            bytes.baseAddress.map { Plane(base: $0, stride: width, width: width, height: height) }
                        }
                        let copy = LumaCopy(width: width, height: height, pixels: planes[0])
                        meter.push(
                            copy, range: .full, planes: { plane(luma).map { PicturePlanes(luma: $0, blue: plane(blue), red: plane(red)) } },
                            at: time, duration: 1 / rate)
                    }
                }
            }
        }
        return Self.set(&meter)
    }

    /// The grey code of a relative luminance.
    static func code(_ luminance: Double) -> UInt8 {
        UInt8((255 * (luminance <= 0.0031308 ? 12.92 * luminance : 1.055 * pow(luminance, 1 / 2.4) - 0.055)).rounded())
    }

    private static func set(_ meter: inout PictureMeter) -> MeasurementSet {
        let (series, motion, spans) = meter.finish()
        return MeasurementSet(series: series, events: meter.events, motion: motion, spans: spans)
    }
}
