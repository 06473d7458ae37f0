import ReviewModel

/// The picture's fineness: focus, compression, noise and fields.
extension Remedies {
    static let detail: [FindingCode: Choice] = [
        .videoBlurred: { at in Remedy(.reRecord, minutes: recordingMinutes(at)) },
        .videoBlocky: { _ in Remedy(.reExport, minutes: 15) },
        .videoNoisy: { _ in Remedy(.edit, minutes: 10, repair: .picture("hqdn3d=4:3:6:4.5", named: "denoised")) },
        // The flag may be wrong, so every picture is treated; one picture comes out for each that goes in.
        .videoInterlaced: { _ in Remedy(.reExport, minutes: 5, repair: .picture("bwdif=mode=send_frame:deint=all", named: "progressive")) },
    ]
}
