import ReviewModel

/// Noise, hum and telephone sound.
extension Remedies {
    static let noise: [FindingCode: Choice] = [
        .audioNoise: { at in
            // Takes steady noise down by 12 dB, which leaves voices as they are. The filter wants to be told of noise 8 dB louder than it measures
            // as a whole, and knows -80 to -20 dB.
            let floor = at.fact("noise").map { max(-80, min(-20, $0 + 8)) } ?? -30
            return Remedy(
                .edit, minutes: 10 + min(20, at.ranges.count * 2), repair: .sound("afftdn=nr=12:nf=\(Printed.plain(floor, 0))", named: "denoised"))
        },
        .audioHum: { at in Remedy(.edit, minutes: 5, repair: .sound(humFilter(at.fact("frequency") ?? 50), named: "no-hum")) },
        .audioBandwidthNarrow: { at in
            Remedy(.reRecord, minutes: at.total == nil ? at.recordingMinutes + 15 : 15 + Int(((at.total ?? 0) / 60).rounded(.up)))
        },
    ]

    /// Nothing of a voice lies below the high-pass; above, a narrow notch at each multiple of the mains leaves the voice as it is.
    private static func humFilter(_ frequency: Double) -> String {
        let notches = (2...6).map { "bandreject=f=\(Printed.plain(frequency * Double($0), 0)):width_type=h:w=4" }
        return (["highpass=f=75", "highpass=f=75", "bandreject=f=\(Printed.plain(frequency, 0)):width_type=h:w=4"] + notches).joined(separator: ",")
    }
}
