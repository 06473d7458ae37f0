import ReviewModel

/// What no review may call a fault: the list of the design, and its neighbours that tempt a detector.
enum NeverFlagged {
    static var cases: [Case] { pictures + sounds + drawings + transitions }

    static func never(_ name: String, small: Bool = false, allowed: [FindingCode] = [], _ clip: Clip) -> Case {
        let name = "never-\(name)"
        return Case(name, .never, recipe: clip.recipe(name), allowed: allowed.map { Allowed($0) }, small: small)
    }

    /// Over a base, with chains and codecs of its own.
    static func over(
        _ base: String, _ talk: String, _ length: Double = 16, video: String? = nil, audio: String? = nil, videoCodec: [String] = Clip.x264,
        audioCodec: [String] = Clip.aac
    ) -> Clip {
        var clip = Clip(base, talk, length)
        clip.video = video
        clip.audio = audio
        clip.videoCodec = videoCodec
        clip.audioCodec = audioCodec
        return clip
    }

    private static let pictures: [Case] = [
        never("black-card-0.44s", small: true, over("hall", "cities", video: "drawbox=c=black:t=fill:enable='\(String.within(8, 8.44))'")),
        never("fade-out-3s", small: true, over("hall", "dickens", video: "fade=out:st=13:d=3", audio: "afade=out:st=13:d=3")),
        never("fade-in-2s", over("bunny", "stage", video: "fade=in:st=0:d=2", audio: "afade=in:st=0:d=1")),
        never("soft-background", small: true, over("softBackground", "cities")),
        never("one-picture-a-second", small: true, allowed: [.videoFrameRateLow], over("hall", "dickens", 24, video: "fps=1")),
        never("one-slide-a-second", allowed: [.videoFrameRateLow], over("slides", "cities", 24, video: "fps=1")),
        never("cuts", over("bunny", "stage", video: "drawbox=c=0xf7f7f2:t=fill:enable='\(String.within(5, 10))'")),
        never(
            "ten-bit", over("bunny", "cities", 10, video: "format=yuv420p10le", videoCodec: ["-c:v", "libx264", "-preset", "veryfast", "-crf", "21"])),
        never(
            "full-range",
            over("bunny", "dickens", 10, video: "scale=out_range=pc", videoCodec: Clip.x264 + ["-color_range", "pc", "-pix_fmt", "yuvj420p"])),
        never(
            "hevc",
            over(
                "hall", "stage", 8, video: "null",
                videoCodec: ["-c:v", "libx265", "-preset", "ultrafast", "-crf", "22", "-x265-params", "log-level=none"])),
    ]

    private static let sounds: [Case] = [
        never("pause-1.9s", small: true, over("inset", "cities", audio: "volume=0:enable='\(String.within(8, 9.9))'")),
        never("dual-mono", small: true, over("slides", "stage", audio: "pan=stereo|c0=c0|c1=c0")),
        never("mono", over("inset", "dickens", audio: "pan=mono|c0=0.5*c0+0.5*c1")),
        never("centre-of-5.1", over("slides", "cities", audio: "pan=5.1|c2=1.25*c0", audioCodec: ["-c:a", "aac", "-b:a", "320k"])),
        never("low-rate-aac", over("dark", "stage", audioCodec: ["-c:a", "aac", "-b:a", "64k"])),
        never("44100", over("slides", "beckett", audio: "aresample=44100", audioCodec: Clip.aac + ["-ar", "44100"])),
        music,
    ]

    /// Eight seconds of chords, then the talk.
    private static var music: Case {
        let name = "never-music-intro"
        let chord = [220.0, 277.2, 329.6, 440].map { "0.05*sin(2*PI*\($0.short)*t)+0.02*sin(4*PI*\($0.short)*t)" }.joined(separator: "+")
        let graph =
            "aevalsrc='(\(chord))*(0.4+0.6*exp(-2*mod(t,1)))':s=48000:d=8,highpass=f=80,volume=6dB,pan=stereo|c0=c0|c1=c0[m];"
            + "[1:a]atrim=0:16[s];[m][s]concat=n=2:v=0:a=1[a]"
        let arguments = ["-i", "{slides}", "-i", "{cities}", "-filter_complex", graph, "-map", "0:v", "-map", "[a]", "-c:v", "copy", "-t", "24"]
        return Case(name, .never, recipe: Recipe(name, "mp4", ffmpeg: arguments + Clip.aac + ["-movflags", "+faststart", "{out}"]), small: true)
    }
}
