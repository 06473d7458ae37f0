import ReviewModel

/// Noise, hum and telephone sound.
extension Remedies {
    static let noise: [FindingCode: Choice] = [
        .audioNoise: { at in Remedy(.edit, minutes: 10 + min(20, at.ranges.count * 2), repair: .sound(denoiser(at), named: "denoised")) },
        .audioHum: { at in Remedy(.edit, minutes: 5, repair: .sound(humFilter(at.mains), named: "no-hum")) },
        .audioBandwidthNarrow: { at in Remedy(.reRecord, minutes: recordingMinutes(at)) },
    ]

    /// Takes steady noise down by 12 dB, which leaves voices as they are. The filter wants to be told of noise 8 dB louder than it measures as a
    /// whole, and knows -80 to -20 dB.
    private static func denoiser(_ at: Circumstances) -> String {
        let floor = at.fact("noise").map { max(-80, min(-20, $0 + 8)) } ?? -30
        return "afftdn=nr=12:nf=\(Printed.plain(floor, 0))"
    }

    /// Nothing of a voice lies below the high-pass; above, a narrow notch at each multiple of the mains leaves the voice as it is.
    private static func humFilter(_ frequency: Double) -> String {
        let notches = (1...6).map { "bandreject=f=\(Printed.plain(frequency * Double($0), 0)):width_type=h:w=4" }
        return (["highpass=f=75", "highpass=f=75"] + notches).joined(separator: ",")
    }
}

extension Circumstances {
    /// The frequency of the power supply, in hertz.
    var mains: Double { fact("frequency") ?? 50 }
}
