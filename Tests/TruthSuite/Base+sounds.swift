extension Base {
    /// Talks at -17 LUFS by a fixed gain, gently compressed so that their true peak stays under -2 dBTP: 48 kHz, the same on both sides.
    static let sounds: [Recipe] = [
        // Hiss of the recorder is lowered, to stay clear of every limit on noise.
        talk("cities", "two_cities.wav", from: 0, take: 30, before: "afftdn=nr=12:nf=-50,volume=16.4dB", gain: 1.1),
        talk("dickens", "two_cities.wav", from: 14.3, take: 30, before: "afftdn=nr=12:nf=-50,volume=15.6dB", gain: 0.8),
        // Short recordings are spoken three times.
        talk("beckett", "beckett.wav", from: 0, take: 9.96, before: "volume=11.2dB", gain: 1.2, repeated: true),
        // The only ten seconds of it without flat tops. Its pauses are digital zeros, so it gets a room to stand in.
        talk("stage", "endgame_nagg_nell.wav", from: 18, take: 10.2, before: "volume=-3.2dB", gain: 0.8, repeated: true, room: 0.006),
    ]

    private static func talk(
        _ name: String, _ file: String, from start: Double, take length: Double, before: String, gain: Double, repeated: Bool = false,
        room: Double? = nil
    ) -> Recipe {
        var chain = "[0]aresample=48000,aformat=sample_fmts=fltp:channel_layouts=mono,highpass=f=60,\(before)"
        chain += ",acompressor=threshold=0.35:ratio=4:attack=1:release=60:knee=3,volume=\(gain)dB"
        if repeated { chain += ",aloop=loop=3:size=\(Int(length * 48000)),atrim=0:30,asetpts=N/SR/TB" }
        if let room {
            chain += "[s];anoisesrc=c=pink:r=48000:a=\(room):seed=11:d=30[r];[s][r]amix=inputs=2:normalize=0"
        }
        chain += ",pan=stereo|c0=c0|c1=c0,aformat=sample_fmts=s16"
        return Recipe(
            name, "wav",
            ffmpeg: ["-ss", String(start), "-t", String(length), "-i", "{media/\(file)}", "-filter_complex", chain, "-c:a", "pcm_s16le", "{out}"])
    }
}
